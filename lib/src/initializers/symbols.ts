import type { Parameter } from '../documentation';
import { notation } from '../notation';

/** What initialisers can be told. What other libraries call it differs from one to the next, and stands in their `names`. */
export const initializerSymbols: Readonly<Record<string, Omit<Parameter, 'name'>>> = {
  gain: { glyph: notation.gain.glyph, meaning: notation.gain.meaning, interval: notation.gain.interval },
  sigma: { glyph: '\\sigma', meaning: 'standard deviation', interval: '[0, inf)' },
  width: { glyph: '\\sigma', meaning: 'standard deviation before the cut', interval: '(0, inf)' },
  mean: { glyph: '\\mu', meaning: 'mean', interval: '(-inf, inf)' },
  low: { glyph: '\\text{low}', meaning: 'lower end', interval: '(-inf, inf)' },
  high: { glyph: '\\text{high}', meaning: 'upper end', interval: '(-inf, inf)' },
  cut: { glyph: 'c', meaning: 'where the tails are cut, in widths before the cut', interval: '(0, 40]' },
  value: { glyph: '\\text{value}', meaning: 'the one value of all weights', interval: '(-inf, inf)' },
  connections: { glyph: 'k', meaning: 'inputs that a unit listens to', interval: '[1, inf)' },
  mode: { glyph: 'n', meaning: 'the fan that counts', values: '"fanIn", "fanOut" or "fanAverage"' },
  truncated: { meaning: 'whether the tails are cut; the standard deviation stays', values: 'true or false' },
};

/** What every initialiser can be told. */
export const commonParameters: readonly Parameter[] = [
  {
    name: 'seed',
    meaning: 'fixes the weights',
    values: 'whole numbers from 0 on',
    default: '1, 2, …',
    torch: 'generator',
    keras: 'seed',
    tfjs: 'seed',
  },
  { name: 'layout', meaning: 'order of the axes', values: '"hwio", as in tfjs, or "oihw", as in torch', default: 'hwio' },
  { name: 'fans', meaning: 'inputs and outputs of a unit, where the shape does not tell them', values: '{ nin, nout }', default: 'fans(shape)' },
];
