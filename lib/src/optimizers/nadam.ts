import { optimizer } from './optimizer';

const source = { paper: 'Dozat 2016', lectures: ['001:125'] };

/**
 * Nadam: Adam that looks ahead as Nesterov does, with a momentum μ that grows from about β₁/2 towards β₁. Its bias corrections are products of all
 * μ so far, kept in float64; with constant μ they become powers. The first step is 1.06 η whatever the gradient's size; under a constant gradient
 * the steps dip to 0.73 η and come back to η.
 *
 * Deck 001 prints the corrected momentum as if it were the moment itself: `nadamAsPrinted`.
 */
export const nadam = optimizer({
  name: 'nadam',
  title: 'Nadam',
  idea: 'Adam with the momentum of the next step already in this one.',
  source,
  differs: 'torch\'s `NAdam` and its defaults; Keras\'s `Nadam` at ψ = 1, with the rate 1e-3 and ε = 1e-7. optax has a constant μ, '
    + '`nadamConstant`; tfjs has none.',
  hyper: { eta: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, psi: 4e-3 },
  state: { m: 0, v: 0, P: 1 },
  update: `
    mu     = beta1 * (1 - 0.96^(t * psi) / 2)
    munext = beta1 * (1 - 0.96^((t + 1) * psi) / 2)
    P      = P * mu
    m      = beta1 * m + (1 - beta1) * g
    v      = beta2 * v + (1 - beta2) * g^2
    vhat   = v / (1 - beta2^t)
    w      = w - eta * (munext * m / (1 - P * munext) + (1 - mu) * g / (1 - P)) / (sqrt(vhat) + epsilon)
  `,
});

/** Nadam with a constant μ = β₁, the momentum corrected with the next step's power. The first step is (1 + β₁/(1 + β₁)) η, 1.47 η. */
export const nadamConstant = optimizer({
  name: 'nadam (constant)',
  title: 'Nadam, constant μ',
  idea: 'Nadam without the growing momentum.',
  source,
  differs: 'optax\'s `nadam`, which is optax\'s `adam(nesterov=True)`. torch and Keras let μ grow: `nadam`.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    vhat = v / (1 - beta2^t)
    w    = w - eta * (beta1 * m / (1 - beta1^(t + 1)) + (1 - beta1) * g / (1 - beta1^t)) / (sqrt(vhat) + epsilon)
  `,
});

/** Nadam as Ruder's overview writes it: both parts corrected with this step's power. The first step is (1 + β₁) η, 1.9 η. */
export const nadamSimple = optimizer({
  name: 'nadam (simple)',
  title: 'Nadam, one correction',
  idea: 'Nadam with the same correction for momentum and gradient.',
  source: { paper: 'Ruder 2016', url: 'https://arxiv.org/abs/1609.04747' },
  differs: 'No library has it: torch and Keras correct with products of μ, `nadam`, optax with the next power, `nadamConstant`.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * (beta1 * mhat + (1 - beta1) * g / (1 - beta1^t)) / (sqrt(vhat) + epsilon)
  `,
});
