import { optimizer } from './optimizer';

const source = { paper: 'Reddi, Kale & Kumar 2018, Algorithm 2', url: 'https://openreview.net/forum?id=ryQu7f-RZ' };

/**
 * AMSGrad: Adam with the largest second moment so far, which never falls, so that one large gradient is never forgotten (its bias correction still
 * shrinks the denominator in the first 1/(1 − β₂) steps). While v does not fall, as under a constant gradient, it is Adam, and no step is longer
 * than Adam's bound; on Reddi's counter-example, where Adam ends at the worst point, it ends at the best. λ > 0 decays the weights as AdamW does.
 */
export const amsgrad = optimizer({
  name: 'amsgrad',
  title: 'AMSGrad',
  idea: 'Divide by the largest second moment so far.',
  source,
  differs: 'torch\'s `Adam(amsgrad=True)`: the maximum of the uncorrected v. Keras\'s `Adam(amsgrad=True)` has ε as in `adamHat`, so '
    + 'ε/√(1 − β₂ᵗ) here. optax takes the maximum of the corrected one: `amsgradCorrected`. tfjs has none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0 },
  state: { m: 0, v: 0, vmax: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    vmax = max(vmax, v)
    mhat = m / (1 - beta1^t)
    w    = w - eta * (mhat / (sqrt(vmax / (1 - beta2^t)) + epsilon) + lambda * w)
  `,
});

/**
 * AMSGrad with the maximum taken after the bias correction. v̂ starts at the first gradient's whole square, so a large first gradient counts for
 * ever.
 */
export const amsgradCorrected = optimizer({
  name: 'amsgrad (corrected)',
  title: 'AMSGrad, maximum of the corrected moment',
  idea: 'AMSGrad with the maximum taken after the bias correction.',
  source,
  differs: 'optax\'s `amsgrad`; torch and Keras take the maximum of the uncorrected v: `amsgrad`.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0, vmax: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    vmax = max(vmax, v / (1 - beta2^t))
    mhat = m / (1 - beta1^t)
    w    = w - eta * mhat / (sqrt(vmax) + epsilon)
  `,
});
