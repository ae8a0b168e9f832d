import type { Algebra } from './algebra/algebra';
import { orthogonalized } from './algebra/polar';
import { notation } from '../notation';
import type { Method } from './driver/method';
import { checkedForm, type MuonForm, type SettledForm } from './muon/form';
import { muonLatex, muonName, muonTitle } from './muon/text';
import { optimizer } from './optimizer';

/** A form of Muon as a method. */
type Muon = Method<'eta' | 'gamma' | 'lambda' | 'epsilon'>;

/**
 * Muon in a form of one's own: what is remembered, how it is made orthogonal and how long a step is. torch's and optax's arguments, and the papers'
 * variants, are such forms; equal forms have equal names, under which an optimizer is saved.
 *
 *     const exact = muonForm({ nesterov: false, rounds: 40, coefficients: [1.5, -0.5, 0] });
 *
 * Hyper-parameters: η (default 0.02), γ (0.95), λ (0, decoupled, times η and not the scale), ε (1e-7). Errors: a setting that is unknown or makes no
 * sense, by its name.
 */
export function muonForm(form: MuonForm = {}): Muon {
  return declared(form, "A form of one's own.");
}

/**
 * Muon: momentum whose step has singular values near 1, between 0.68 and 1.21, so that no direction of a layer's matrix is favoured; only those below a
 * five-hundredth of the velocity's norm stay smaller. A kernel is a matrix
 * [inputs, outputs], that of a convolution [everything else, outputs]; where there are more outputs than inputs, the step is longer by the root of
 * their quotient. A vector counts as a matrix of one column, so its step is the velocity at length η; usual practice gives vectors and the first and
 * last layer to AdamW, by `partition`. A zero gradient moves nothing. Other forms: `muonForm`.
 */
export const muon = declared(
  {},
  "The author's repository, and torch's `Muon`, whose kernels are [outputs, inputs], without its bfloat16 and its decay of 0.1. optax corrects the bias of its averages: " +
    "`muonForm({ correction: true, floor: 'added' })`. Keras sums gradients and scales otherwise: `muonForm({ velocity: 'sum', floor: 'added', scale: 0.2 })`.",
);

function declared(form: MuonForm, differs: string): Muon {
  const settled = checkedForm(form);
  return optimizer({
    name: muonName(settled),
    title: muonTitle(settled),
    idea: 'Momentum whose step turns and keeps every direction of the matrix at the same length.',
    source: { paper: 'Jordan et al. 2024, Muon', url: 'https://kellerjordan.github.io/posts/muon/' },
    differs,
    hyper: { eta: 0.02, gamma: 0.95, lambda: 0, epsilon: 1e-7 },
    state: { V: 0 },
    symbols: { epsilon: { ...notation.epsilon, interval: '(0, inf)' } },
    latex: muonLatex(settled),
    update: {
      step({ w, g, V, t }, hyper, algebra) {
        const { mul, reshape, shape, sub } = algebra;
        const { direction, velocity } = averaged(settled, { g, V, t, gamma: hyper.gamma }, algebra);
        const [inputs, outputs] = asMatrix(shape(w));
        const matrix = reshape(direction, [inputs, outputs]);
        const { polynomials, start, floor } = settled;
        const orthogonal = orthogonalized(matrix, { polynomials, start, floor, epsilon: hyper.epsilon }, algebra);
        const step = settled.adaptive ? mul(product(matrix, orthogonal, algebra), orthogonal) : orthogonal;
        const length = hyper.eta * scaleOf(settled, inputs, outputs);
        return { w: sub(mul(1 - hyper.eta * hyper.lambda, w), mul(length, reshape(step, shape(w)))), V: velocity };
      },
    },
  });
}

/** The velocity, and the direction that is made orthogonal. */
function averaged<Value>(
  { velocity: kind, nesterov, correction }: SettledForm,
  { g, V, t, gamma }: { readonly g: Value; readonly V: Value; readonly t: number; readonly gamma: number },
  { add, mul }: Algebra<Value>,
): { readonly direction: Value; readonly velocity: Value } {
  const share = kind === 'sum' ? 1 : 1 - gamma;
  const velocity = add(mul(gamma, V), mul(share, g));
  const corrected = (steps: number): number => (correction ? 1 - gamma ** steps : 1);
  if (!nesterov) return { direction: mul(1 / corrected(t), velocity), velocity };
  return { direction: add(mul(share / corrected(t), g), mul(gamma / corrected(t + 1), velocity)), velocity };
}

/** The sum of the products of all entries. */
function product<Value>(a: Value, b: Value, { mean, mul, shape }: Algebra<Value>): Value {
  return mul(
    shape(a).reduce((product, length) => product * length, 1),
    mean(mul(a, b)),
  );
}

function scaleOf({ scale }: SettledForm, inputs: number, outputs: number): number {
  if (scale === 'none') return 1;
  return scale === 'width' ? Math.sqrt(Math.max(1, outputs / inputs)) : scale * Math.sqrt(Math.max(inputs, outputs));
}

function asMatrix(shape: readonly number[]): [inputs: number, outputs: number] {
  const size = shape.reduce((product, length) => product * length, 1);
  const outputs = shape.length < 2 ? 1 : (shape[shape.length - 1] as number);
  return [outputs === 0 ? 0 : size / outputs, outputs];
}
