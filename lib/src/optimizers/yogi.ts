import { optimizer } from './optimizer';

const source = { paper: 'Zaheer et al. 2018' };

/**
 * Yogi: Adam whose second moment moves by at most (1 − β₂)g², however far it is off, so the rate cannot jump up when gradients turn small. v starts
 * at δ = 1e-6 and, as in the paper, nothing corrects that: under a constant gradient of 1 the steps are 3.1 η at first, 6.5 η at step 12, and η
 * once v has climbed to g². ε = 1e-3 is large: gradients below it make short steps. Zero gradients make none.
 */
export const yogi = optimizer({
  name: 'yogi',
  title: 'Yogi',
  idea: 'Let the second moment change by a step whose size depends on the gradient, and whose sign on which is larger.',
  source,
  differs: 'The paper\'s form. optax adds Adam\'s bias corrections, `yogiCorrected`; torch, Keras and tfjs have none.',
  hyper: { eta: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-3, delta: 1e-6 },
  state: { m: 0, v: 'delta' },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = v - (1 - beta2) * sign(v - g^2) * g^2
    w = w - eta * m / (sqrt(v) + epsilon)
  `,
});

/** Yogi with Adam's bias corrections: the first steps are about η, and the correction also enlarges the δ that v starts from. */
export const yogiCorrected = optimizer({
  name: 'yogi (corrected)',
  title: 'Yogi, corrected',
  idea: 'Yogi with Adam\'s bias corrections.',
  source,
  differs: 'optax\'s `yogi`, which starts m where it starts v: `yogiCorrected({ first: 1e-6 })`. torch, Keras and tfjs have none.',
  hyper: { eta: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-3, delta: 1e-6, first: 0 },
  state: { m: 'first', v: 'delta' },
  symbols: { first: { glyph: 'm_0', meaning: 'first value of the first moment', interval: '(-inf, inf)', optax: 'initial_accumulator_value' } },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = v - (1 - beta2) * sign(v - g^2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * mhat / (sqrt(vhat) + epsilon)
  `,
});
