import { optimizer } from './optimizer';

const source = { paper: 'Kingma & Ba 2015, Algorithm 1', url: 'https://arxiv.org/abs/1412.6980' };

/**
 * Adam: momentum's average of the gradient over RMSProp's average of its square, both freed from the zeros they started with. The first step is
 * η whatever the gradient's size, and so is every step under a constant gradient; a weight whose gradient has always been zero stays where it is.
 * One very large gradient is soon out of m but stays in v for about 1/(1 − β₂) steps, which are short.
 *
 * Step t is at most η (1 − β₁)/√(1 − β₂) · √((1 − qᵗ)/(1 − q)) · √(1 − β₂ᵗ)/(1 − β₁ᵗ) long, with q = β₁²/β₂ (by Cauchy and Schwarz), and gradients
 * that grow by β₂/β₁ a step reach this. It is η at t = 1 and rises with t: for q < 1 to η (1 − β₁)/√((1 − β₂)(1 − q)), 7.27 η, for q ≥ 1 without end;
 * for β₁ = β₂ it stays η. After a long silence one gradient makes a step of 3.2 η, and twelve equal ones make one of 6.57 η.
 *
 * The defaults are the paper's and deck 002's. Decks 001 and 004 correct the bias wrongly: `adamLate`, `adamInPlace`.
 */
export const adam = optimizer({
  name: 'adam',
  title: 'Adam',
  idea: 'Step along the average gradient, measured in units of its own root mean square.',
  source: { ...source, lectures: ['000:164', '001:75', '002:217', '004:345'] },
  differs: 'torch\'s `Adam`, optax\'s `adam`. Keras puts ε on the uncorrected root with 1e-7, `adamHat`; tfjs has this form with 1e-7.',
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

/**
 * Adam without bias correction, as decks 001 and 002 show it first. Its steps are (1 − β₁ᵗ)/√(1 − β₂ᵗ) times Adam's: 3.2 times at first, 6.57 at
 * step 12, and within a hundredth only from step 3925 on; so Adam's bound of 7.27 η holds for them from the first steps on. They would be too short instead if β₂ were as small as β₁. Deck 001's is
 * `adamUncorrected({ epsilon: 1e-5 })`.
 */
export const adamUncorrected = optimizer({
  name: 'adam (no bias correction)',
  title: 'Adam without bias correction',
  idea: 'Adam with moments that still lean towards the zeros they started from.',
  source: { ...source, lectures: ['001:83', '002:217'] },
  differs: 'torch, Keras and tfjs always correct. It is `rmsprop` when β₁ = 0.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    w = w - eta * m / (sqrt(v) + epsilon)
  `,
});

/**
 * Adam with ε under the root, as deck 002 prints the corrected form: steps shrink for gradients below √ε, 1e-4 at the default, instead of below ε.
 */
export const adamInside = optimizer({
  name: 'adam (epsilon inside)',
  title: 'Adam, ε inside the root',
  idea: 'Adam with ε under the root.',
  source: { ...source, lectures: ['002:242'] },
  differs: 'optax\'s `adam(eps=0, eps_root)`; torch, Keras and tfjs have ε outside, and so has deck 002 two pages earlier.',
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

/**
 * Adam with ε added to the uncorrected root, so that both corrections become one factor of the rate. ε then acts like ε/√(1 − β₂ᵗ) in `adam`: at
 * the first step like 3.2e-6 instead of 1e-7.
 */
export const adamHat = optimizer({
  name: 'adam (epsilon hat)',
  title: 'Adam, ε on the uncorrected root',
  idea: 'Adam with both corrections moved into the rate.',
  source: { ...source, paper: 'Kingma & Ba 2015, section 2', lectures: [] },
  differs: 'Keras\'s `Adam` and its ε, and TensorFlow\'s; torch, optax and tfjs add ε to the corrected root.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    w = w - eta * sqrt(1 - beta2^t) * m / ((1 - beta1^t) * (sqrt(v) + epsilon))
  `,
});
