import { optimizer } from './optimizer';

/**
 * RAdam: while the second moment rests on too few gradients to be trusted, take a plain step along the average; from then on Adam's step,
 * shortened by r. ℓ is the length of the simple average that v stands for. At the default β₂ = 0.999 the first five steps are ηm̂, as long as
 * the gradient is large; the sixth is 0.026 of Adam's, the hundredth 0.22, the thousandth 0.65: a warm-up that needs no setting.
 */
export const radam = optimizer({
  name: 'radam',
  title: 'RAdam',
  idea: 'Use the second moment only as far as enough gradients stand behind it.',
  source: { paper: 'Liu et al. 2020, Algorithm 2', url: 'https://arxiv.org/abs/1908.03265' },
  differs: 'torch\'s `RAdam`: ε is added to the uncorrected root, and ℓ > 5. optax\'s `radam` has ε on the corrected root, so ε√(1 − β₂ᵗ) '
    + 'here, and ℓ ≥ 5; the paper has ℓ > 4. Keras and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    ellmax = 2 / (1 - beta2) - 1
    ell    = ellmax - 2 * t * beta2^t / (1 - beta2^t)
    r      = sqrt((ell - 4) * (ell - 2) * ellmax / ((ellmax - 4) * (ellmax - 2) * ell))
    m      = beta1 * m + (1 - beta1) * g
    v      = beta2 * v + (1 - beta2) * g^2
    mhat   = m / (1 - beta1^t)
    dw     = ell > 5 ? r * sqrt(1 - beta2^t) * mhat / (sqrt(v) + epsilon) : mhat
    w      = w - eta * dw
  `,
});
