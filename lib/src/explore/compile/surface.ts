import type { Formula } from '../../formula/check';
import { derivative } from '../../formula/derivative';
import { formulaJavaScript } from '../../formula/javascript';
import { knownOptions } from '../../options';
import type { Surface } from '../../surfaces';
import { Code } from '../code';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { SurfaceViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { compileMethods, formulaCountOf, type CompiledMethods } from './methods';
import { numbersOnly } from './numbers-only';

export function compileSurfaceView(view: SurfaceViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, methods, steps = 60, noise, seed = 1 } = knownOptions('explore: a view of paths', view, {
    draw: true, surface: true, methods: true, steps: true, start: true, noise: true, seed: true,
  });
  const surfaces = surfacesOf(view);
  const { walkers, hypers, uses } = methodsOn(surfaces, methods, settings);
  const parameters = surfaces.flatMap(surface => Object.keys(surface.parameters));
  const choice = surfaces.length > 1 ? 'surface' : undefined;
  const count = formulaCountOf(steps, settings);
  const rough = noise === undefined ? undefined : compileNoise(noise, seed, settings);
  return {
    spec: {
      draw, choice, walkers, steps: count.code, noise: rough?.code,
      surfaces: surfaces.map((surface, k) => ({ ...compileSurface(surface), hyper: hypers[k] })),
    },
    uses: new Set([...uses, ...parameters, 'x', 'y', 'surface', ...count.uses, ...(rough?.uses ?? [])]),
  };
}

/** Methods on some surfaces: the walkers, and by surface what is other there than in them. */
interface MethodsOn {
  readonly walkers: CompiledMethods['code'];
  readonly hypers: readonly (readonly object[] | undefined)[];
  readonly uses: readonly string[];
}

/** A picture has one way for each method, whatever the surface. Errors: other methods on another surface, or in another order. */
function methodsOn(surfaces: readonly Surface[], methods: SurfaceViewGiven['methods'], settings: readonly Setting[]): MethodsOn {
  if (typeof methods !== 'function') {
    const { code, uses } = compileMethods(methods, settings);
    return { walkers: code, hypers: [], uses: [...uses] };
  }
  const all = surfaces.map(surface => compileMethods(methods(surface), settings));
  const [first] = all as [CompiledMethods];
  const namesOf = ({ code }: CompiledMethods): string => code.map(({ name }) => name).join(', ');
  const textOf = ({ code }: CompiledMethods): string => code.map(({ name, method }) => name + method.text).join();
  const other = all.findIndex(one => textOf(one) !== textOf(first));
  if (other >= 0) {
    const [here, there] = [surfaces[other], surfaces[0]];
    throw new Error(`explore: the methods on ${here?.name} must be those on ${there?.name}, ${namesOf(first)}, got ${namesOf(all[other] as CompiledMethods)}`);
  }
  return { walkers: first.code, hypers: all.map(({ code }) => code.map(({ hyper }) => hyper)), uses: all.flatMap(({ uses }) => [...uses]) };
}

/** The noise as the page gets it, and the settings that it uses. */
interface CompiledNoise {
  readonly code: object;
  readonly uses: readonly string[];
}

/** Errors: a size that is no number from 0 up and no formula; a seed that is no whole number from 0 up and no setting of them. */
function compileNoise(noise: number | string, seed: number | string, settings: readonly Setting[]): CompiledNoise {
  if (typeof noise === 'number' && !(noise >= 0 && noise < Infinity)) throw new Error(`explore: noise must be in [0, inf), got ${noise}`);
  if (typeof seed === 'number' && !(Number.isSafeInteger(seed) && seed >= 0)) throw new Error(`explore: seed must be a whole number from 0 up, got ${seed}`);
  if (typeof seed === 'string') {
    const slider = settings.find(({ name }) => name === seed)?.slider;
    if (!slider?.whole || slider.from < 0) throw new Error(`explore: seed must be a setting of whole numbers from 0 up, got "${seed}"`);
  }
  const sigma = numberCode('explore: noise', String(noise), settings.map(({ name }) => name));
  return { code: { sigma: sigma.code, seed }, uses: [...sigma.names, ...(typeof seed === 'string' ? [seed] : [])] };
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
