import { optimizer } from './optimizer';

/**
 * AdaBelief: Adam that divides by how far the gradient was from what was expected. ε enters twice: it piles up in s, and is added to the
 * root. The first step is η/β₁; a constant gradient lets s fall to its floor and the step grow without bound.
 */
export const adabelief = optimizer({
  name: 'adabelief',
  title: 'AdaBelief',
  idea: 'Trust the average gradient as far as the last gradient agreed with it.',
  source: { paper: 'Zhuang et al. 2020, Algorithm 2', url: 'https://arxiv.org/abs/2010.07468', lectures: ['001:133'] },
  differs: 'optax\'s form; torch, Keras and tfjs have none. λ is decoupled and multiplied by η, as in AdamW.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-16, lambda: 0 },
  state: { m: 0, s2: 0 },
  update: `
    m     = beta1 * m + (1 - beta1) * g
    s2    = beta2 * s2 + (1 - beta2) * (g - m)^2 + epsilon
    mhat  = m / (1 - beta1^t)
    s2hat = s2 / (1 - beta2^t)
    w     = w - eta * (mhat / (sqrt(s2hat) + epsilon) + lambda * w)
  `,
});
