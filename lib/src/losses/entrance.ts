import * as tf from '@tensorflow/tfjs';
import { elementwise } from '../activations/elementwise';
import { logSoftmax } from '../activations/softmax';
import { evaluateFloat64 } from '../formula/float64';
import type { Symbol } from '../notation';

/** What a network's last layer gives, and how its rows become log-probabilities: in float64 with the way back for a gradient, and on tensors. */
export interface Entrance {
  toLogs(row: ArrayLike<number>): Float64Array;
  /** The gradient by the row, given that by its log-probabilities. */
  back(row: ArrayLike<number>, logs: Float64Array, gradient: Float64Array): Float64Array;
  onTensors(rows: tf.Tensor): tf.Tensor;
  readonly latex: string;
  readonly where: readonly Symbol[];
}

const target: Symbol = { glyph: 'o_c', meaning: 'target: 1 for the right class and 0 for the others, or the probability of each' };

/** A logarithm is never taken to be below −100: torch's floor for binary cross-entropy, here for all classes. */
const flooredLog = elementwise({
  formula: 'max(log(yhat), -100)',
  inputs: ['yhat'],
  symbols: { yhat: { glyph: '\\hat y', meaning: 'probability' } },
});

/** Through a softmax. */
export const fromScores: Entrance = {
  toLogs: logSoftmax,
  back: (_, logs, gradient) => {
    const total = gradient.reduce((sum, g) => sum + g, 0);
    return gradient.map((g, c) => g - total * Math.exp(logs[c] as number));
  },
  onTensors: rows => tf.logSoftmax(rows),
  latex: '-\\sum_c o_c \\, \\log \\frac{e^{s_c}}{\\sum_k e^{s_k}}',
  where: [target, { glyph: 's_c', meaning: 'score of class c (logit)' }],
};

/** By the logarithm. */
export const fromProbabilities: Entrance = {
  toLogs: row => evaluateFloat64(flooredLog.whole, { yhat: Float64Array.from(row) }) as Float64Array,
  back: (row, _, gradient) => {
    const slope = evaluateFloat64(flooredLog.slope('yhat'), { yhat: Float64Array.from(row) }) as Float64Array;
    return gradient.map((g, c) => (g === 0 ? 0 : g * (slope[c] as number)));
  },
  onTensors: rows => flooredLog.onTensors([rows]),
  latex: '-\\sum_c o_c \\, \\log \\hat y_c',
  where: [target, { glyph: '\\hat y_c', meaning: 'predicted probability of class c' }],
};

/** As they are. */
export const fromLogs: Entrance = {
  toLogs: row => Float64Array.from(row),
  back: (_row, _logs, gradient) => gradient,
  onTensors: rows => rows,
  latex: '-\\sum_c o_c \\, \\hat \\ell_c',
  where: [target, { glyph: '\\hat \\ell_c', meaning: 'predicted log-probability of class c' }],
};
