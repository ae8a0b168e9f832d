import type { ActivationFunction } from '../../activations';
import { stylesOf } from '../../figures/theme';
import { formula, type Formula } from '../../formula/check';
import { derivative } from '../../formula/derivative';
import { formulaJavaScript } from '../../formula/javascript';
import { namesIn } from '../../formula/tree';
import { symbolFor } from '../../notation';
import { knownOptions } from '../../options';
import { Code } from '../code';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { LayersViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { requireLimits } from './limits';

/** What the vertical axis says of each number. */
const labels = { signal: 'size of the signal', spread: 'difference between examples', gradient: 'size of the gradient' } as const;

export function compileLayersView(view: LayersViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, of, sigma, show = 'signal', width = 100, depth = 30, examples = 8, seed = 1, y: said, limits = [1e-6, 1e6] } = knownOptions(
    'explore: a view of layers',
    view,
    { draw: true, of: true, sigma: true, show: true, width: true, depth: true, examples: true, seed: true, y: true, limits: true },
  );
  const y = said ?? labels[show];
  if (y === undefined) throw new Error(`explore: show must be ${Object.keys(labels).join(', ')}, got ${JSON.stringify(show)}`);
  for (const [name, count, least] of [['width', width, 1], ['depth', depth, 1], ['examples', examples, 2], ['seed', seed, 0]] as const) {
    if (!(Number.isSafeInteger(count) && count >= least)) throw new Error(`explore: ${name} of a view of layers must be a whole number from ${least} up, got ${count}`);
  }
  requireLimits('layers', limits, true);
  const names = Object.keys(of);
  if (names.length === 0) throw new Error('explore: a view of layers needs at least one activation, got none');
  const styles = stylesOf(names);
  const own = settings.map(({ name }) => name);
  const activations = names.map(name => compileActivation(name, of[name] as ActivationFunction | string, own));
  const curves = activations.map(({ code }, k) => ({ name: names[k], ...styles[k], ...code }));
  const size = numberCode('explore: sigma', sigma, [...own, 'n']);
  return {
    spec: { draw, curves, show, sigma: size.code, width, depth, examples, seed, y, limits },
    uses: new Set([...size.names, ...activations.flatMap(({ uses }) => uses)]),
  };
}

/** An activation and its slope as the page runs them, and the names that settings move. */
interface CompiledActivation {
  readonly code: object;
  readonly uses: readonly string[];
}

/** Errors: what is neither an activation nor a formula of x and the settings. */
function compileActivation(name: string, given: ActivationFunction | string, settings: readonly string[]): CompiledActivation {
  const { whole, parameters } = typeof given === 'string' ? ofText(name, given, settings) : ofActivation(name, given);
  const code = (of: Formula): Code => new Code(formulaJavaScript(of));
  return { code: { parameters, value: code(whole), slope: code(derivative(whole, 'x')) }, uses: namesIn(whole.value).filter(one => one !== 'x') };
}

function ofText(name: string, text: string, settings: readonly string[]): { whole: Formula; parameters: object } {
  const scalars = settings.filter(one => one !== 'x');
  const symbols = Object.fromEntries(['x', ...scalars.filter(one => symbolFor(one) === undefined)].map(one => [one, { glyph: one, meaning: one }]));
  try {
    return { whole: formula(text, { tensors: ['x'], scalars, symbols }), parameters: {} };
  } catch (error) {
    throw new Error(`explore: activation "${name}": ${(error as Error).message}`, { cause: error });
  }
}

function ofActivation(name: string, given: ActivationFunction): { whole: Formula; parameters: object } {
  if (typeof given !== 'function' || !('whole' in given)) throw new Error(`explore: activation "${name}" must be one of the kit, such as tanh, or a formula of x`);
  return { whole: given.whole, parameters: { ...given.declaration.parameters, ...given.declaration.constants } };
}
