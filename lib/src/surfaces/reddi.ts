import { documentation, withValues, type Documented } from '../documentation';
import { knownOptions } from '../options';

/** A sequence of losses f_1, f_2, … of one weight, each known only after the weight for it has been chosen. */
export interface OnlineProblem extends Documented {
  /** Lower case, as in error messages. */
  readonly name: string;
  /** As in a heading. */
  readonly title: string;
  /** Weights outside are put back onto the nearest end. */
  readonly interval: readonly [low: number, high: number];
  /** The constant weight with the least total loss. */
  readonly best: number;
  /** The constant weight with the greatest total loss. */
  readonly worst: number;
  /** The loss of step t = 1, 2, … at x. */
  value(x: number, t: number): number;
  /** Its slope there. */
  gradient(x: number, t: number): number;
  /** x itself inside the interval, else its nearest end. */
  project(x: number): number;
  /**
   * Plays `steps` steps from `start` (default 0). `step` says where a method goes from x with the gradient g of step t; the result is put back
   * into the interval. Gives the weights after each step.
   */
  play(step: (x: number, g: number, t: number) => number, options: { steps: number; start?: number }): Float64Array;
  /** The formula for `$$…$$`, in symbols. */
  latex(): string;
}

/**
 * Reddi, Kale & Kumar's example (2018, theorem 1) on which Adam ends at the worst point: f_t(x) = C x when t mod 3 = 1, else −x, on [−1, 1].
 * The rare large slope points the right way, to −1; Adam divides it by its own size and follows the two small ones to +1.
 *
 * `C` in (2, ∞), default 3, so that −1 is best. The paper's Adam has β₁ = 0, β₂ = 1/(1 + C²), and a rate falling as 1/√t.
 */
export function reddi(options: { C?: number } = {}): OnlineProblem {
  const { C = 3 } = knownOptions('reddi', options, { C: true });
  if (!(C > 2 && Number.isFinite(C))) throw new Error(`reddi: C must be in (2, inf), got ${C}`);
  const slope = (t: number): number => {
    if (!Number.isInteger(t) || t < 1) throw new Error(`reddi: t must be a whole number from 1 up, got ${t}`);
    return t % 3 === 1 ? C : -1;
  };
  const project = (x: number): number => Math.min(1, Math.max(-1, x));
  return {
    name: 'reddi',
    title: 'Reddi\'s online problem',
    documentation: withValues(reddi.documentation, { C }),
    latex: reddi.latex,
    interval: [-1, 1],
    best: -1,
    worst: 1,
    value: (x, t) => slope(t) * x,
    gradient: (_, t) => slope(t),
    project,
    play: (step, given) => {
      const { steps, start = 0 } = knownOptions('reddi: play', given, { steps: true, start: true });
      let x = start;
      return new Float64Array(steps).map((_, i) => (x = project(step(x, slope(i + 1), i + 1))));
    },
  };
}

reddi.documentation = documentation(
  {
    name: 'reddi',
    title: 'Reddi\'s online problem',
    idea: 'A rare large slope points the right way and many small ones the wrong way; Adam listens to the many.',
    source: { paper: 'Reddi, Kale & Kumar 2018, theorem 1' },
  },
  {
    parameters: [{ name: 'C', glyph: 'C', meaning: 'the large slope', interval: '(2, inf)', default: 3 }],
    where: [{ glyph: 'x', meaning: 'the weight' }, { glyph: 't', meaning: 'number of the step, from 1' }],
  },
);
reddi.latex = (): string =>
  'f_t(x) = \\begin{cases} C x & \\text{if } t \\bmod 3 = 1 \\\\ -x & \\text{otherwise} \\end{cases} \\quad \\text{on } [-1, 1]';
