import { optimizer } from './optimizer';

const source = { paper: 'Kingma & Ba 2015, Algorithm 1', url: 'https://arxiv.org/abs/1412.6980', lectures: ['000:164', '001:75', '002:217', '004:345'] };

/**
 * Adam: momentum's average of the gradient over RMSProp's average of its square, both freed from the zeros they started with. With a
 * constant gradient every step is η, whatever the gradient's size; a weight whose gradient is always zero stays where it is.
 */
export const adam = optimizer({
  name: 'adam',
  title: 'Adam',
  idea: 'Step along the average gradient, measured in units of its own root mean square.',
  source,
  differs: 'torch\'s and optax\'s Adam. Keras puts ε on the uncorrected root with 1e-7, which acts like 3.2e-6 at the first step; tfjs has 1e-7.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * mhat / (sqrt(vhat) + epsilon)
  `,
});

/** Adam without bias correction, as decks 001 and 002 show it first: its early steps are up to 6.57 times too long at the usual decays. */
export const adamUncorrected = optimizer({
  name: 'adam (no bias correction)',
  title: 'Adam without bias correction',
  idea: 'Adam with moments that still lean towards the zeros they started from.',
  source: { ...source, lectures: ['001:83', '002:217'] },
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    w = w - eta * m / (sqrt(v) + epsilon)
  `,
});

/** Adam with ε under the root, as deck 002 prints the corrected form; optax's `eps_root`. It matters for gradients up to √ε. */
export const adamInside = optimizer({
  name: 'adam (epsilon inside)',
  title: 'Adam, ε inside the root',
  idea: 'Adam with ε under the root.',
  source: { ...source, lectures: ['002:242'] },
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * mhat / sqrt(vhat + epsilon)
  `,
});

/** Adam with ε added to the uncorrected root, the form TensorFlow and Keras compute; at the first step ε acts like ε/√(1 − β₂). */
export const adamHat = optimizer({
  name: 'adam (epsilon hat)',
  title: 'Adam, ε on the uncorrected root',
  idea: 'Adam with both corrections moved into the rate.',
  source: { ...source, paper: 'Kingma & Ba 2015, section 2', lectures: [] },
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    w = w - eta * sqrt(1 - beta2^t) * m / ((1 - beta1^t) * (sqrt(v) + epsilon))
  `,
});
