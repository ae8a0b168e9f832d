import type { LossesSpec } from '../explore/views/losses';
import type { PathsSpec } from '../explore/views/paths';
import type { CompiledSurface } from '../explore/views/surface-runs';
import type { Walker } from '../explore/views/walkers';
import type { Settings } from '../explore/settings';
import { palette, styleOf } from '../figures/theme';
import type { CheckedMethod } from '../optimizers/driver/declaration';
import { interpreted, interpretedSurface, readKnown } from './interpreted';
import type { Playground } from './known';

/** The rule of the reader and the method beside it, as walkers: every hyper-parameter is a setting of its name. */
export function walkersOf(rule: CheckedMethod, beside: CheckedMethod): Walker[] {
  const other = styleOf(beside.declaration.name);
  // Its own colour, dash and symbol, whatever stands beside it.
  const own = { color: other.color === palette.vermilion ? palette.blue : palette.vermilion, dash: 'solid', symbol: 'star-diamond' };
  const walker = (name: string, style: Pick<Walker, 'color' | 'dash' | 'symbol'>, method: CheckedMethod): Walker => ({
    name, ...style, method: interpreted(method), hyper: Object.fromEntries(method.hyperNames.map(hyper => [hyper, hyper])),
  });
  return [walker(beside.declaration.name, other, beside), walker('your rule', own, rule)];
}

export function specsOf(walkers: readonly Walker[], surfaces: readonly CompiledSurface[]): { paths: PathsSpec; losses: LossesSpec } {
  const runs = { surfaces, choice: 'surface', walkers, steps: 'steps' };
  return { paths: { draw: 'paths', ...runs }, losses: { draw: 'losses', ...runs } };
}

/** Values at which the methods of the library get down most of its surfaces, for the hyper-parameters whose usual values are made for networks. */
export const onSurfaces: Readonly<Record<string, number>> = { eta: 0.03, gamma: 0.8 };

/** The first value of a hyper-parameter. */
export function firstValue(name: string, { methods }: Playground): number {
  return onSurfaces[name] ?? (methods.find(({ hyper }) => name in hyper)?.hyper as Readonly<Record<string, number>> | undefined)?.[name] ?? 0;
}

/** What is drawn at first. */
export function playgroundSpec(data: Playground): { paths: PathsSpec; losses: LossesSpec; settings: Settings } {
  const method = (name: string): CheckedMethod => readKnown(data.methods.find(one => one.name === name) as Playground['methods'][number]);
  const [rule, beside] = [method(data.rule), method(data.beside)];
  const surfaces = data.surfaces.map(interpretedSurface);
  const [x, y] = (surfaces[0] as CompiledSurface).start;
  const hyper = [...new Set([...rule.hyperNames, ...beside.hyperNames])].map(name => [name, firstValue(name, data)]);
  return { ...specsOf(walkersOf(rule, beside), surfaces), settings: { ...Object.fromEntries(hyper), x, y, surface: 0, steps: 60 } };
}
