import { expressionText } from '../formula/expression-text';
import { substituted } from '../formula/substitute';
import { namesIn, type Expression } from '../formula/tree';
import type { RowProgram } from '../formula/row-program';
import { hiddenPrograms, lossProgram, lossValue, share, type LayerPrograms } from './layer-programs';
import type { Hidden, Layer, NetworkParts } from './network-parts';
import type { Operation, Place, Plan } from './plan';

/** The plans of one network. */
export interface NetworkPlans {
  /** The loss of a batch and its gradients, from examples that are drawn. */
  readonly step: Plan;
  /** The loss of a batch, and nothing else; the scores lie in the place `scores`. */
  readonly look: Plan;
  readonly scores: string;
}

const known = new WeakMap<Hidden['activation'], Map<boolean, LayerPrograms>>();

/** The programs of a kind of layer, made once, so that they are compiled once. */
function programsOf(hidden: Hidden): LayerPrograms {
  const kinds = known.get(hidden.activation) ?? new Map<boolean, LayerPrograms>();
  known.set(hidden.activation, kinds);
  const programs = kinds.get(hidden.normalized) ?? hiddenPrograms(hidden);
  kinds.set(hidden.normalized, programs);
  return programs;
}

/**
 * Plans a network's training step. With z = x W + b for a layer, the slope of the loss by z, written d z, gives d W = xᵀ d z, d x = d z Wᵀ, and d b as the
 * sum of the rows of d z; what lies between the products is derived from its formulas.
 */
export function planNetwork({ layers, hidden }: NetworkParts): NetworkPlans {
  const { forward, backward } = programsOf(hidden);
  const places: Place[] = [];
  const place = (name: string, rows: Place['rows'], columns: number, role: Place['role'], holds: string): string => {
    places.push({ name, rows, columns, role, holds });
    return name;
  };
  const slope = (of: string, rows: number, columns: number): string => {
    places.push({ name: `d${of}`, rows, columns, role: 'gradient', holds: `slope of the loss by ${of}`, slopeOf: of });
    return `d${of}`;
  };
  const [first, last] = [layers[0], layers[layers.length - 1]] as [Layer, Layer];
  const x = place('x', 'batch', first.inputs, 'examples', 'the examples of the batch');
  const o = place('o', 'batch', last.outputs, 'examples', 'their classes, one-hot');
  const gather: Operation[] = [
    { kind: 'gather', to: x, does: 'draw the examples' },
    { kind: 'gather', to: o, does: 'and their classes' },
  ];
  const there: Operation[] = [];
  const back: Operation[] = [];
  let input = x;
  for (const [index, { inputs, outputs }] of layers.entries()) {
    const at = index + 1;
    const isLast = at === layers.length;
    const weights = place(`W${at}`, inputs, outputs, 'weights', `weights of layer ${at}`);
    const bias = place(`b${at}`, 1, outputs, 'weights', `biases of layer ${at}`);
    const slopeOfW = slope(weights, inputs, outputs);
    const slopeOfB = slope(bias, 1, outputs);
    const z = place(isLast ? 's' : `z${at}`, 'batch', outputs, 'between', isLast ? 'scores' : `sums of layer ${at}`);
    const d = place(`d${at}`, 'batch', outputs, 'between', isLast ? 'slope of the loss by s' : `slope of the loss by ${z}, before that by a${at}`);
    there.push({ kind: 'product', a: input, b: weights, bias, to: z, does: isLast ? 'the scores' : `layer ${at}, its sums` });
    const toInput: Operation = { kind: 'product', a: d, b: weights, transposeB: true, to: `d${at - 1}`, does: `the slope by what layer ${at - 1} gives` };
    const toWeights: Operation = { kind: 'product', a: input, transposeA: true, b: d, to: slopeOfW, does: `the slope by W${at}` };
    if (isLast) {
      back.unshift(rows(lossProgram, { s: z, o, d_s: d, d_b: slopeOfB }, 'the loss, and its slope by the scores'), toWeights, ...(at > 1 ? [toInput] : []));
      continue;
    }
    const a = place(`a${at}`, 'batch', outputs, 'between', `what layer ${at} gives`);
    const learnt = hidden.normalized
      ? {
          gamma: place(`gamma${at}`, 1, outputs, 'weights', `scales of layer ${at}`),
          beta: place(`beta${at}`, 1, outputs, 'weights', `shifts of layer ${at}`),
        }
      : {};
    const slopes = hidden.normalized
      ? {
          d_gamma: slope(`gamma${at}`, 1, outputs),
          d_beta: slope(`beta${at}`, 1, outputs),
        }
      : {};
    there.push(rows(forward, { z, ...learnt, a }, `layer ${at}, what it gives`));
    back.unshift(
      rows(backward, { z, ...learnt, d_a: d, d_z: d, d_b: slopeOfB, ...slopes }, `the slope by the sums of layer ${at}`),
      toWeights,
      ...(at > 1 ? [toInput] : []),
    );
    input = a;
  }
  const scores = 's';
  return {
    step: { places, operations: [...gather, ...there, ...back] },
    look: { places, operations: [...there, rows(lossValue, { s: scores, o }, 'the loss')] },
    scores,
  };
}

/** Its formulas are shown in the plan's own names. */
function rows(program: RowProgram, places: Readonly<Record<string, string>>, does: string): Operation {
  const names = Object.fromEntries(Object.entries(places).map(([tensor, name]): [string, Expression] => [tensor, { kind: 'name', name }]));
  const { program: { lines, inputs }, vectors = [], largest = {}, count } = program;
  const given = [
    ...Object.entries(largest).map(([name, matrix]) => `${name} = the largest of ${places[matrix]}`),
    ...(inputs.scalars?.includes(share) ? [`${share} = 1 / examples`] : []),
    ...(count !== undefined && lines.some(({ value }) => namesIn(value).includes(count)) ? [`${count} = units of the layer`] : []),
  ];
  const formulas = lines.map(({ name, value }) => {
    const line = `${places[name] ?? name} = ${expressionText(substituted(value, names))}`;
    return vectors.includes(name) ? `${line}, added up` : line;
  });
  return { kind: 'rows', program, places, formulas: [...given, ...formulas], does };
}
