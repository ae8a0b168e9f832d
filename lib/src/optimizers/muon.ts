import { cubic, orthogonalized, quintic, type Polynomial } from './algebra/polar';
import type { Method } from './driver/method';
import { optimizer } from './optimizer';

const source = { paper: 'Jordan et al. 2024, Muon', url: 'https://kellerjordan.github.io/posts/muon/' };

/** How one form of Muon differs from another. */
interface Form {
  readonly name: string;
  readonly title: string;
  readonly differs: string;
  readonly source?: typeof source;
  /** The share of a new gradient in the velocity: 1 sums, 1 − γ averages. */
  readonly sums: boolean;
  readonly nesterov: boolean;
  readonly rounds: number;
  readonly polynomial: Polynomial;
  /** The length of a step from the shape of the matrix. */
  readonly scale: { readonly latex: string; readonly of: (rows: number, columns: number) => number };
  readonly gamma?: number;
}

const bySides = { latex: '\\sqrt{\\max(1, n_{\\text{rows}} / n_{\\text{columns}})}', of: (rows: number, columns: number) => Math.sqrt(Math.max(1, rows / columns)) };
const byLarger = { latex: '0.2 \\sqrt{\\max(n_{\\text{rows}}, n_{\\text{columns}})}', of: (rows: number, columns: number) => 0.2 * Math.sqrt(Math.max(rows, columns)) };
const constant = { latex: '1', of: () => 1 };

const repository: Form = {
  name: 'muon',
  title: 'Muon',
  differs: 'The author\'s repository and torch\'s `Muon`, but in float32 instead of bfloat16, and without torch\'s decay of 0.1; Keras sums and scales by 0.2 √max; optax has it in `contrib`.',
  sums: false,
  nesterov: true,
  rounds: 5,
  polynomial: quintic,
  scale: bySides,
};

/**
 * Muon: momentum whose step has all its singular values near 1, so that no direction of a layer's matrix is favoured. A kernel of a convolution
 * is taken as the matrix [everything else, outputs]. A vector counts as a matrix of one row, so its step is the velocity at length η; usual
 * practice gives vectors and the first and last layer to AdamW, by `partition`. A zero gradient moves nothing.
 */
export const muon = muonForm(repository);

/** Muon as its author first described it: the velocity sums gradients instead of averaging them. Only the mix with new gradients differs. */
export const muonSum = muonForm({ ...repository, name: 'muon (sum)', title: 'Muon, summed velocity', sums: true, differs: 'The form of the author\'s article, and of Keras up to the scale.' });

/** Muon with steps as large as Adam's usually are, so that Adam's rates and decays can be kept. No Nesterov step. */
export const muonMoonlight = muonForm({
  ...repository,
  name: 'muon (moonlight)',
  title: 'Muon, scaled to Adam\'s steps',
  source: { paper: 'Liu et al. 2025, Muon is scalable for LLM training', url: 'https://arxiv.org/abs/2502.16982' },
  sums: true,
  nesterov: false,
  scale: byLarger,
  differs: 'torch\'s `adjust_lr_fn=\'match_rms_adamw\'`, Keras\'s scale.',
});

/** Muon without a scale by shape, and with ten rounds. */
export const muonUnscaled = muonForm({ ...repository, name: 'muon (unscaled)', title: 'Muon, unscaled', sums: true, rounds: 10, scale: constant, differs: 'No library\'s default.' });

/** Muon with the exact polar factor U Vᵀ: what five quick rounds approximate. Forty rounds of the cubic settle down to singular values of 1e-6 of the norm. */
export const muonPolar = muonForm({ ...repository, name: 'muon (polar factor)', title: 'Muon, exact polar factor', nesterov: false, rounds: 40, polynomial: cubic, differs: 'What the libraries\' five rounds approximate.' });

function muonForm(form: Form): Method<'eta' | 'gamma' | 'lambda'> {
  const { name, title, differs, sums, nesterov, rounds, polynomial, scale, source: own = source } = form;
  // Far below the smallest singular value that is to survive where the exact factor is meant.
  const epsilon = polynomial === cubic ? 1e-30 : 1e-7;
  const share = sums ? '' : '(1 - \\gamma) \\,';
  return optimizer({
    name,
    title,
    idea: 'Momentum whose step turns and keeps every direction of the matrix at the same length.',
    source: own,
    differs,
    hyper: { eta: 0.02, gamma: 0.95, lambda: 0 },
    state: { V: 0 },
    latex: String.raw`\begin{aligned}
      g_t &= \nabla f( w_{t-1} ) \\
      V_t &= \gamma V_{t-1} + ${share} g_t \\
      X &= D / \lVert D \rVert, \quad D = ${nesterov ? `${share} g_t + \\gamma V_t` : 'V_t'} \\
      O_t &= X \text{ after ${rounds} rounds of } X \leftarrow ${polynomialLatex(polynomial)} \\
      w_t &= (1 - \eta \lambda) \, w_{t-1} - \eta \, ${scale.latex === '1' ? '' : scale.latex} \, O_t
      \end{aligned}`,
    update: {
      step({ w, g, V }, { eta, gamma, lambda }, algebra) {
        const { add, mul, sub, reshape, shape } = algebra;
        const fresh = sums ? g : mul(1 - gamma, g);
        const velocity = add(mul(gamma, V), fresh);
        const direction = nesterov ? add(fresh, mul(gamma, velocity)) : velocity;
        const [rows, columns] = asMatrix(shape(w));
        const orthogonal = reshape(orthogonalized(reshape(direction, [rows, columns]), rounds, epsilon, polynomial, algebra), shape(w));
        return { w: sub(mul(1 - eta * lambda, w), mul(eta * scale.of(rows, columns), orthogonal)), V: velocity };
      },
    },
  });
}

function asMatrix(shape: readonly number[]): [number, number] {
  const size = shape.reduce((product, length) => product * length, 1);
  const columns = shape.length < 2 ? size : (shape[shape.length - 1] as number);
  return [columns === 0 ? 0 : size / columns, columns];
}

function polynomialLatex({ a, b, c }: Polynomial): string {
  const term = (factor: number, powers: string): string => (factor === 0 ? '' : `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${powers}`);
  return `${a} X ${term(b, 'X X^{\\mathsf T} X')} ${term(c, '(X X^{\\mathsf T})^2 X')}`;
}
