import * as tf from '@tensorflow/tfjs';
import { formula, program, type Formula, type Program } from '../formula/check';
import { latex } from '../formula/latex';
import { tensorNorm } from '../formula/tensor-norm';
import { evaluateTensors, type TensorValue } from '../formula/tensors';
import { symbolFor } from '../notation';

/**
 * Deck 002's normalisation of one group of numbers: their mean μ, their (biased) variance, and the numbers moved to mean 0 and variance 1,
 * then scaled by γ and shifted by β (the deck's α and β). The variance is taken of x − μ, not as a difference of squares, which would lose
 * every digit to a large mean.
 */
const statistics = `
  mu = mean(x)
  v  = mean((x - mu)^2)
`;
const rescale = 'y = gamma * (x - mu) / sqrt(v + epsilon) + beta';

const symbols = {
  x: { glyph: 'x', meaning: 'numbers of one group' },
  y: { glyph: 'y', meaning: 'normalised numbers' },
  mu: { glyph: '\\mu', meaning: 'mean of the group' },
  v: { glyph: '\\sigma^2', meaning: 'variance of the group, or its mean square' },
  gamma: { glyph: '\\gamma', meaning: 'learnt scale', torch: 'weight', keras: 'gamma', tfjs: 'gamma' },
  beta: { glyph: '\\beta', meaning: 'learnt shift', torch: 'bias', keras: 'beta', tfjs: 'beta' },
  g: { glyph: 'g', meaning: 'learnt length' },
  n: { glyph: 'n', meaning: 'length of v' },
  running: { glyph: 'r', meaning: 'running statistic' },
  batch: { glyph: 's', meaning: 'statistic of this batch' },
  share: { glyph: '\\alpha', meaning: 'weight of the new value' },
};
const learnt = { tensors: ['x', 'gamma', 'beta'], scalars: ['epsilon'], symbols };

/** Batch, layer, group and instance normalisation: they differ only in which numbers make a group. */
export const standardize = program(statistics + rescale, learnt);

/** The same with a mean and a variance that are given: batch normalisation at inference. */
export const standardizeGiven = program(rescale, { ...learnt, tensors: [...learnt.tensors, 'mu', 'v'] });

/** RMS normalisation: no mean is taken away. */
export const rootMeanSquare = program('v = mean(x^2)\ny = gamma * x / sqrt(v + epsilon) + beta', learnt);

/** Weight normalisation of one slice v of a kernel: its direction times a length g of its own. */
export const directionTimesLength = program('n = norm(v)\nw = g * v / n', {
  tensors: ['v', 'g'],
  symbols: { ...symbols, v: { glyph: 'v', meaning: 'direction' }, w: { glyph: 'w', meaning: 'kernel' } },
});

/** How a running statistic follows those of the batches. */
export const runningAverage: Formula = formula('(1 - share) * running + share * batch', { tensors: ['running', 'batch'], scalars: ['share'], symbols });

/** A normalisation as the lecture would write it, for `$$…$$`. */
export function latexOfProgram({ lines, inputs }: Program): string {
  const glyph = (name: string): string => symbolFor(name, inputs.symbols)?.glyph ?? name;
  return `\\begin{aligned}\n${lines.map(line => `${glyph(line.name)} &= ${latex(line.value, glyph)}`).join(' \\\\\n')}\n\\end{aligned}`;
}

/**
 * All groups at once on tensors: a line that is a mean or a norm is taken over `axes`, which stay as ones, so that everything else
 * broadcasts. The only difference to the engine's own tensor reading, whose reductions take a whole tensor.
 */
export function normalizeTensors(rule: Program, values: Readonly<Record<string, TensorValue>>, axes: readonly number[]): Record<string, TensorValue> {
  const scope: Record<string, TensorValue> = { ...values };
  for (const { name, value } of rule.lines) {
    const operation = value.kind === 'apply' ? value.operation : undefined;
    const operand = value.kind === 'apply' ? value.operands[0] : undefined;
    if (operand !== undefined && operation === 'mean') {
      scope[name] = tf.mean(evaluateTensors(operand, scope) as tf.Tensor, [...axes], true);
    } else if (operand !== undefined && operation === 'norm') {
      scope[name] = tensorNorm(evaluateTensors(operand, scope) as tf.Tensor, axes);
    } else {
      scope[name] = evaluateTensors(value, scope);
    }
  }
  return scope;
}
