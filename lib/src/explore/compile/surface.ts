import type { Formula } from '../../formula/check';
import { derivative } from '../../formula/derivative';
import { formulaJavaScript } from '../../formula/javascript';
import { knownOptions } from '../../options';
import type { Surface } from '../../surfaces';
import { Code } from '../code';
import type { Setting } from '../settings';
import type { SurfaceViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { compileMethods, countOf } from './methods';
import { numbersOnly } from './numbers-only';

export function compileSurfaceView(view: SurfaceViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, methods, steps = 60 } = knownOptions('explore: a view of paths', view, {
    draw: true, surface: true, methods: true, steps: true, start: true,
  });
  const surfaces = surfacesOf(view);
  const walkers = compileMethods(methods, settings);
  const parameters = surfaces.flatMap(surface => Object.keys(surface.parameters));
  const choice = surfaces.length > 1 ? 'surface' : undefined;
  return {
    spec: { draw, surfaces: surfaces.map(compileSurface), choice, walkers: walkers.code, steps: countOf(steps, settings) },
    uses: new Set([...walkers.uses, ...parameters, 'x', 'y', 'surface', ...(typeof steps === 'string' ? [steps] : [])]),
  };
}

/** One surface, or several of which the reader chooses. */
export function surfacesOf({ surface }: SurfaceViewGiven): readonly Surface[] {
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
