import { adjoint } from '../formula/adjoint';
import { joined, type Program } from '../formula/check';
import { expressionText } from '../formula/expression-text';
import { parseProgram } from '../formula/parse';
import { substituted } from '../formula/substitute';
import { namesIn, type Assignment, type Expression } from '../formula/tree';
import type { RowProgram } from '../formula/row-program';
import { layerNorm } from '../normalizations';
import type { Hidden } from './network-parts';

// What stands between the products of a network, each as formulas over the rows of a matrix. The way back is derived from the way there.

/** What becomes of a layer's sums z, and of the loss's slope by what came of them. */
export interface LayerPrograms {
  readonly forward: RowProgram;
  readonly backward: RowProgram;
}

const epsilon: Expression = { kind: 'number', value: 1e-5 };

/** A hidden layer: its sums z, normalised where it is said so, then its activation a. */
export function hiddenPrograms({ activation, normalized }: Hidden): LayerPrograms {
  const normal = normalized ? layerNorm.rule.lines.map(line => renamed(line, { x: named('z'), y: named('y'), epsilon })) : [];
  const lines = [...normal, assignment('a', substituted(activation, { x: named(normalized ? 'y' : 'z') }))];
  const learnt = normalized ? ['gamma', 'beta'] : [];
  const forward = joined(lines, { tensors: ['z', ...learnt] });
  const by = { z: 'd_z', ...(normalized && { gamma: 'd_gamma', beta: 'd_beta' }) };
  const derived = adjoint(forward, { of: 'a', upstream: 'd_a', by, count: 'n' });
  return {
    forward: { program: writing(forward, ['a']), vectors: learnt },
    backward: withBias(derived, Object.values(by), learnt),
  };
}

/** An example's part of the mean loss: the one number that the programs are given. */
export const share = 'share';

/**
 * The loss behind the last layer: cross-entropy of the scores s against the classes o, one-hot, by example.
 * The largest score is taken off all of them, which changes nothing but keeps every power at most 1.
 */
const crossEntropy = `
  p = exp(s - top)
  ell = s - top - log(sum(p))
  loss = -sum(o * ell)
`;

const lossForward = joined(parseProgram(crossEntropy), { tensors: ['s', 'o'], scalars: ['top'] });

export const lossProgram: RowProgram = {
  ...withBias(adjoint(lossForward, { of: 'loss', upstream: share, by: { s: 'd_s' }, count: 'n' }), ['d_s'], []),
  largest: { top: 's' },
  totals: ['loss'],
};

/** The loss alone, for looking. */
export const lossValue: RowProgram = { program: lossForward, largest: { top: 's' }, totals: ['loss'] };

/** Backward, the slope by the sums is also that by the bias, which every example shares; what the rows share is added up over them. */
function withBias(derived: Program, slopes: readonly string[], learnt: readonly string[]): RowProgram {
  const sums = slopes[0] as string;
  const written = [...slopes, 'd_b'];
  const lines = leadingTo([...written, 'loss'], [...derived.lines, assignment('d_b', named(sums))]);
  return {
    program: writing(joined(lines, derived.inputs), written),
    vectors: [...learnt, ...learnt.map(name => `d_${name}`), 'd_b'],
    count: 'n',
  };
}

/** The lines that these names need: the way there is not walked again where the way back does not ask for it. */
function leadingTo(names: readonly string[], lines: readonly Assignment[]): Assignment[] {
  const needed = new Set(names);
  const kept = [...lines].reverse().filter(line => {
    if (!needed.has(line.name)) return false;
    for (const name of namesIn(line.value)) needed.add(name);
    return true;
  });
  return kept.reverse();
}

/** A kernel writes what is both a tensor that it is given and assigned. */
function writing(program: Program, names: readonly string[]): Program {
  const { tensors = [], ...rest } = program.inputs;
  return joined(program.lines, { ...rest, tensors: [...tensors, ...names] });
}

function renamed({ name, value }: Assignment, by: Readonly<Record<string, Expression>>): Assignment {
  return assignment(name, substituted(value, by));
}

function assignment(name: string, value: Expression): Assignment {
  return { name, value, text: `${name} = ${expressionText(value)}` };
}

function named(name: string): Expression {
  return { kind: 'name', name };
}
