import { knownOptions } from '../../options';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { MethodGiven, StepsViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { compileMethods, countOf, distanceOf, namedMethod } from './methods';

export function compileStepsView(view: StepsViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, methods, steps = 60, gradient, every = 1, series = {}, show = 'abs(dw)', label = 'length of the step', logY = false } = knownOptions(
    'explore: a view of steps',
    view,
    { draw: true, methods: true, steps: true, gradient: true, every: true, series: true, show: true, label: true, logY: true },
  );
  const own = settings.map(({ name }) => name);
  const walkers = compileMethods(methods, settings);
  const asked = typeof gradient === 'string' ? numberCode('explore: gradient', gradient, [...own, 't', ...Object.keys(series)]) : undefined;
  requireEnough({ ...series, ...(typeof gradient !== 'string' && { gradient }) }, mostSteps(steps, settings));
  const common = methods.map(namesOf).reduce((shared, names) => shared.filter(name => names.includes(name)));
  const drawn = numberCode('explore: show', show, [...new Set([...common, 'dw', ...own])]);
  return {
    spec: {
      draw, walkers: walkers.code, steps: countOf(steps, settings), gradient: asked?.code ?? gradient, every: distanceOf(every, settings), series,
      show: drawn.code, label, logY,
    },
    uses: new Set([...walkers.uses, ...(asked?.names ?? []), ...drawn.names, ...[steps, every].filter(count => typeof count === 'string')]),
  };
}

/** Every name of a method's step. */
function namesOf(given: MethodGiven): string[] {
  const { program, hyperNames } = namedMethod(given).method;
  return [...hyperNames, 'w', 'g', 't', ...(program?.inputs.slots ?? []), ...(program?.lines ?? []).map(({ name }) => name)];
}

function mostSteps(steps: number | string, settings: readonly Setting[]): number {
  return typeof steps === 'number' ? steps : (settings.find(({ name }) => name === steps)?.slider?.to ?? 0);
}

/** Errors: a list with too few numbers, by its name. */
export function requireEnough(lists: Readonly<Record<string, readonly number[]>>, most: number, what = 'steps'): void {
  const short = Object.entries(lists).find(([, values]) => values.length < most);
  if (short) throw new Error(`explore: ${short[0]} needs a number for each of ${most} ${what}, got ${short[1].length}`);
}
