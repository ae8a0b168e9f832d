import { stylesOf } from '../figures/theme';
import { formula, type Formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { formulaJavaScript } from '../formula/javascript';
import { symbolFor } from '../notation';
import { javascriptOf } from '../optimizers/driver/javascript-of';
import { knownOptions } from '../options';
import { plainSymbol } from '../plain-symbol';
import type { Surface } from '../surfaces';
import { Code } from './code';
import { axisLabel, settingsOf } from './given';
import { numberCode } from './number-code';
import type { Setting } from './settings';
import type { CurvesViewGiven, MethodGiven, PlaneViewGiven, SlopeViewGiven, StepsViewGiven, SurfaceViewGiven, ViewGiven } from './view-given';

/** A view as the page gets it, functions written out, and the settings that it uses. */
export interface CompiledView {
  readonly spec: object;
  readonly uses: ReadonlySet<string>;
}

/** Settings that a view brings along: where a descent starts, which is dragged on the picture, and which of several surfaces is shown. */
export function impliedSettings(views: readonly ViewGiven[], given: readonly Setting[]): Setting[] {
  const implied = views.flatMap((view): Setting[] => {
    if (view.draw === 'slope') return [{ name: 'w', label: 'start', at: view.start }];
    if (view.draw !== 'paths' && view.draw !== 'losses') return [];
    const surfaces = surfacesOf(view);
    const [x = NaN, y = NaN] = view.start ?? surfaces[0]?.starts[0] ?? [];
    const choice = surfaces.length > 1 ? settingsOf({ surface: { choose: surfaces[0]?.title ?? '', of: surfaces.map(({ title }) => title) } }) : [];
    return [...choice, { name: 'x', label: 'start, x', at: x }, { name: 'y', label: 'start, y', at: y }];
  });
  return implied.filter(({ name }, k) => !given.some(one => one.name === name) && implied.findIndex(one => one.name === name) === k);
}

/** Errors: whatever is wrong with a view's methods, surfaces and formulas, by name. */
export function compileView(view: ViewGiven, settings: readonly Setting[]): CompiledView {
  switch (view.draw) {
    case 'paths':
    case 'losses': return compileSurfaceView(view, settings);
    case 'slope': return compileSlopeView(view, settings);
    case 'steps': return compileStepsView(view, settings);
    case 'curves': return compileCurvesView(view, settings);
    case 'plane': return compilePlaneView(view, settings);
    default: throw new Error(`explore: unknown view "${String((view as { draw: unknown }).draw)}"; known: paths, losses, slope, steps, curves, plane`);
  }
}

function compileSurfaceView(view: SurfaceViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, methods, steps = 60 } = knownOptions('explore: a view of paths', view, { draw: true, surface: true, methods: true, steps: true, start: true });
  const surfaces = surfacesOf(view);
  const walkers = compileMethods(methods, settings);
  const parameters = surfaces.flatMap(surface => Object.keys(surface.parameters));
  const choice = surfaces.length > 1 ? 'surface' : undefined;
  return {
    spec: { draw, surfaces: surfaces.map(compileSurface), choice, walkers: walkers.code, steps: count(steps, settings) },
    uses: new Set([...walkers.uses, ...parameters, 'x', 'y', 'surface', ...(typeof steps === 'string' ? [steps] : [])]),
  };
}

function surfacesOf({ surface }: SurfaceViewGiven): readonly Surface[] {
  return Array.isArray(surface) ? (surface as readonly Surface[]) : [surface as Surface];
}

function compileSurface(surface: Surface): object {
  const { title, formula: loss, parameters, window, minima, starts, name } = surface;
  if (loss === undefined) throw new Error(`explore: the surface ${name} is no formula, so there is no JavaScript of it for a page`);
  const code = (of: Formula): Code => new Code(formulaJavaScript(numbersOnly(of)));
  return {
    title, parameters, window, minima, start: starts[0],
    value: code(loss), dx: code(derivative(loss, 'x')), dy: code(derivative(loss, 'y')),
  };
}

/** The same formula where a weight is a plain number. */
function numbersOnly(of: Formula): Formula {
  const { tensors = [], scalars = [], ...rest } = of.inputs;
  return { ...of, inputs: { ...rest, scalars: [...tensors, ...scalars] } };
}

function compileSlopeView(view: SlopeViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, loss, parameters = {}, methods, steps = 20, window } = knownOptions('explore: a view of a slope', view, {
    draw: true, loss: true, parameters: true, methods: true, steps: true, start: true, window: true,
  });
  const own = settings.map(({ name }) => name).filter(name => name !== 'w');
  const symbols = Object.fromEntries(own.filter(name => symbolFor(name) === undefined).map(name => [name, { glyph: name, meaning: name }]));
  const checked = formula(loss, { tensors: ['w'], scalars: [...new Set([...Object.keys(parameters), ...own])], symbols });
  const walkers = compileMethods(methods, settings);
  const moved = own.filter(name => new RegExp(`\\b${name}\\b`).test(loss));
  const first = Object.fromEntries(settings.filter(({ name }) => moved.includes(name)).map(({ name, at }) => [name, at]));
  return {
    spec: {
      draw, window, walkers: walkers.code, steps: count(steps, settings), parameters: { ...parameters, ...first },
      value: new Code(formulaJavaScript(numbersOnly(checked))), slope: new Code(formulaJavaScript(numbersOnly(derivative(checked, 'w')))),
    },
    uses: new Set([...walkers.uses, ...moved, 'w', ...(typeof steps === 'string' ? [steps] : [])]),
  };
}

function compileStepsView(view: StepsViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, methods, steps = 60, gradient, series: given = {}, show = 'abs(dw)', label = 'length of the step', logY = false } = knownOptions('explore: a view of steps', view, {
    draw: true, methods: true, steps: true, gradient: true, series: true, show: true, label: true, logY: true,
  });
  const own = settings.map(({ name }) => name);
  const walkers = compileMethods(methods, settings);
  const series = typeof gradient === 'string' ? numberCode('explore: gradient', gradient, [...own, 't', ...Object.keys(given)]) : undefined;
  const most = typeof steps === 'number' ? steps : (settings.find(({ name }) => name === steps)?.slider?.to ?? 0);
  const short = Object.entries({ ...given, ...(typeof gradient !== 'string' && { gradient }) }).find(([, values]) => values.length < most);
  if (short) throw new Error(`explore: ${short[0]} needs a number for each of ${most} steps, got ${short[1].length}`);
  const common = methods.map(one => namesOf(one)).reduce((shared, names) => shared.filter(name => names.includes(name)));
  const drawn = numberCode('explore: show', show, [...new Set([...common, 'dw', ...own])]);
  return {
    spec: { draw, walkers: walkers.code, steps: count(steps, settings), gradient: series?.code ?? gradient, series: given, show: drawn.code, label, logY },
    uses: new Set([...walkers.uses, ...(series?.names ?? []), ...drawn.names, ...(typeof steps === 'string' ? [steps] : [])]),
  };
}

/** Every name of a method's step. */
function namesOf(given: MethodGiven): string[] {
  const { program, hyperNames } = 'method' in given ? given.method : given;
  return [...hyperNames, 'w', 'g', 't', ...(program?.inputs.slots ?? []), ...(program?.lines ?? []).map(({ name }) => name)];
}

function compileCurvesView(view: CurvesViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, over, range, of, x = axisLabel(over), y = '', limits, logY = false } = knownOptions('explore: a view of curves', view, {
    draw: true, over: true, range: true, of: true, x: true, y: true, limits: true, logY: true,
  });
  if (limits) requireLimits('curves', limits, logY);
  const [own] = range === undefined ? settings.filter(({ name }) => name === over) : [];
  const slider = range ?? own?.slider ?? symbolFor(over)?.slider;
  if (slider === undefined) throw new Error(`explore: the notation has no range for "${over}"; give range: { from, to }`);
  const styles = stylesOf(Object.keys(of));
  const known = [...new Set([over, ...settings.map(({ name }) => name)])];
  const curves = Object.entries(of).map(([name, text], k) => ({ name, ...styles[k], compiled: numberCode(`explore: curve "${name}"`, text, known) }));
  return {
    spec: { draw, over, glyph: plainSymbol(over), range: slider, whole: over === 't', x, y, limits, logY, curves: curves.map(({ compiled, ...curve }) => ({ ...curve, value: compiled.code })) },
    uses: new Set([over, ...curves.flatMap(({ compiled }) => [...compiled.names])]),
  };
}

function compilePlaneView(view: PlaneViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, x, y, value, label, limits, regions = {} } = knownOptions('explore: a view of a plane', view, {
    draw: true, x: true, y: true, value: true, label: true, limits: true, regions: true,
  });
  requireLimits('a plane', limits, false);
  const known = settings.map(({ name }) => name);
  const axis = (name: string): object => {
    const setting = settings.find(one => one.name === name);
    if (setting?.slider === undefined) throw new Error(`explore: an axis of a plane is a setting with a slider, got "${name}"; there are ${known.join(', ')}`);
    return { setting: name, label: setting.label, range: setting.slider };
  };
  const compiled = numberCode('explore: value of the plane', value, known);
  const parts = Object.entries(regions).map(([name, when]) => ({ name, compiled: numberCode(`explore: region "${name}"`, when, known, value.includes('\n') ? value : '') }));
  return {
    spec: { draw, x: axis(x), y: axis(y), value: compiled.code, label, limits, regions: parts.map(part => ({ name: part.name, when: part.compiled.code })) },
    uses: new Set([x, y, ...compiled.names, ...parts.flatMap(part => [...part.compiled.names])]),
  };
}

function requireLimits(view: string, [low, high]: readonly [number, number], log: boolean): void {
  if (!(low < high && (!log || low > 0) && Number.isFinite(high - low))) {
    throw new Error(`explore: limits of ${view} must rise${log ? ' from above 0' : ''}, got ${low} to ${high}`);
  }
}

function compileMethods(methods: readonly MethodGiven[], settings: readonly Setting[]): { code: readonly object[]; uses: ReadonlySet<string> } {
  const all = methods.map(one => ('method' in one ? knownOptions('explore: a method', one, { method: true, name: true, hyper: true }) : { method: one }));
  const names = all.map(({ method, ...rest }) => ('name' in rest && rest.name !== undefined ? rest.name : method.declaration.name));
  const styles = stylesOf(names);
  const uses = new Set<string>();
  const code = all.map(({ method, ...rest }, k) => {
    const fixed: Readonly<Record<string, number | string>> = 'hyper' in rest && rest.hyper !== undefined ? rest.hyper : {};
    const unknown = Object.keys(fixed).find(name => !method.hyperNames.includes(name));
    if (unknown !== undefined) throw new Error(`explore: ${method.declaration.name} has no hyper-parameter "${unknown}"; known: ${method.hyperNames.join(', ')}`);
    const hyper = method.hyperNames.map((name): [string, number | string] => {
      const value = fixed[name] ?? (settings.some(one => one.name === name) ? name : (method.declaration.hyper as Readonly<Record<string, number>>)[name] as number);
      if (typeof value === 'string' && !settings.some(one => one.name === value)) throw new Error(`explore: there is no setting "${value}" for ${name} of ${method.declaration.name}`);
      if (typeof value === 'string') uses.add(value);
      return [name, value];
    });
    return { name: names[k], ...styles[k], method: new Code(javascriptOf(method)), hyper: Object.fromEntries(hyper) };
  });
  return { code, uses };
}

function count(steps: number | string, settings: readonly Setting[]): number | string {
  if (typeof steps === 'string' && !settings.some(({ name }) => name === steps)) throw new Error(`explore: there is no setting "${steps}" for the number of steps`);
  if (typeof steps === 'number' && !(Number.isInteger(steps) && steps >= 1)) throw new Error(`explore: steps must be a whole number from 1 up, got ${steps}`);
  return steps;
}
