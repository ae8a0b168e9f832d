import { optimizer } from './optimizer';

// What a slide prints and nobody should use. Each form is kept so that a lesson can run it and see the slip; its `wrong` says what to use instead.

/**
 * WRONG: deck 003's step where it has lost its minus sign, w = w η ∇L: the weights are multiplied by ηg, which has nothing to do with the minimum.
 * While |ηg| < 1 they collapse to zero. A zero gradient sends a weight to zero at once. Use `gradientDescent`, as the deck has it a slide before.
 */
export const gradientDescentAsPrinted = optimizer({
  name: 'gradient descent (as printed)',
  title: 'Gradient descent, as deck 003 prints it (wrong)',
  idea: 'A lost minus sign turns the step into a product, and the weights collapse to zero.',
  source: { paper: 'deck 003', lectures: ['003:82', '003:87'] },
  differs: 'No library has it.',
  wrong: 'the minus sign is lost, so the weights are multiplied by the step; use gradientDescent',
  hyper: { eta: 0.01 },
  update: 'w = w * eta * g',
});

/**
 * WRONG: RMSProp as decks 000 and 004 print it, without ε. A weight whose gradient is zero at its first step, as that of a dead unit or of a pixel
 * that is always black, is 0/0 and no number from then on. Elsewhere it is `rmsprop` with ε = 0.
 */
export const rmspropWithoutEpsilon = optimizer({
  name: 'rmsprop (no epsilon)',
  title: 'RMSProp, without ε (wrong)',
  idea: 'RMSProp that divides zero by zero where the first gradient is zero.',
  source: { paper: 'Hinton, Srivastava & Swersky 2012, lecture 6e', lectures: ['000:100', '004:337'] },
  differs: 'Hinton\'s slide has no ε either; torch, optax, Keras and tfjs all have one.',
  wrong: 'without ε a first gradient of zero is 0/0; use rmsprop',
  hyper: { eta: 0.01, beta: 0.9 },
  state: { v: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    w = w - eta * g / sqrt(v)
  `,
});

/**
 * WRONG: AdaDelta as the algorithm box of deck 000 prints it. The minus sign is lost, so it climbs; the numerator is lost, so the steps are as long
 * as RMSProp's at a rate of 1: the first is 1/√(1 − ρ), 3.2 at the default and 4.5 at ρ = 0.95, where AdaDelta's is a thousandth of that. D is kept
 * up to date and never used.
 */
export const adadeltaAsPrinted = optimizer({
  name: 'adadelta (as printed)',
  title: 'AdaDelta, as deck 000 prints it (wrong)',
  idea: 'AdaDelta that has lost its minus sign and its numerator: it climbs, in steps a thousand times too long.',
  source: { paper: 'deck 000; the paper is Zeiler 2012', url: 'https://arxiv.org/abs/1212.5701', lectures: ['000:142'] },
  differs: 'No library has it.',
  wrong: 'the minus sign and the numerator are lost, so it climbs; use adadelta',
  hyper: { rho: 0.9, epsilon: 1e-6 },
  state: { v: 0, D: 0 },
  update: `
    v  = rho * v + (1 - rho) * g^2
    dw = g / (sqrt(v) + epsilon)
    D  = rho * D + (1 - rho) * dw^2
    w  = w + dw
  `,
});

/**
 * WRONG: AdaDelta with ε outside the roots, as the slide of deck 000 defines RMS. The first step is then made of ε, where the paper's is made of √ε:
 * at ε = 1e-6 the steps begin a thousand times shorter, and get half the way down ½w² in 3403 steps instead of 146.
 */
export const adadeltaOutside = optimizer({
  name: 'adadelta (epsilon outside)',
  title: 'AdaDelta, ε outside the root (wrong)',
  idea: 'AdaDelta that has to start from ε where it should from √ε, a thousand times slower.',
  source: { paper: 'deck 000; the paper is Zeiler 2012', url: 'https://arxiv.org/abs/1212.5701', lectures: ['000:117'] },
  differs: 'torch, optax, Keras and tfjs have ε inside.',
  wrong: 'outside the root ε makes the first steps a thousand times too short; use adadelta',
  hyper: { rho: 0.9, epsilon: 1e-6 },
  state: { v: 0, D: 0 },
  update: `
    v  = rho * v + (1 - rho) * g^2
    dw = -((sqrt(D) + epsilon) / (sqrt(v) + epsilon) * g)
    D  = rho * D + (1 - rho) * dw^2
    w  = w + dw
  `,
});

/**
 * WRONG: Adam as deck 001 corrects its bias, with exponents one step late: 1 − β⁰ = 0, so the first step divides by zero and no weight is a number
 * after it. The moments live on and show the second fault: under a constant gradient m̂ is 1.9 and v̂ 1.999 times what they should be at step 2,
 * for a step of 1.34 η. ε = 1e-5 is the deck's.
 */
export const adamLate = optimizer({
  name: 'adam (late correction)',
  title: 'Adam, corrected a step late (wrong)',
  idea: 'Adam whose first step divides by zero, as its correction counts one step too few.',
  source: { paper: 'deck 001; the paper is Kingma & Ba 2015', url: 'https://arxiv.org/abs/1412.6980', lectures: ['001:95'] },
  differs: 'No library has it; Kingma & Ba and decks 000 and 002 have the same t in the moment and in the exponent.',
  wrong: 'the exponents count one step too few, so the first step divides by zero; use adam',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-5 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^(t - 1))
    vhat = v / (1 - beta2^(t - 1))
    w    = w - eta * mhat / (sqrt(vhat) + epsilon)
  `,
});

/**
 * WRONG: Adam as deck 004 prints it, the moments corrected in place: what has been corrected is remembered, and corrected again. Of a constant
 * gradient of 1 the first moment makes 1, 5.26, 17.8, up to 3945 at step 21, and the second grows so much faster, to infinity at step 329, that the
 * steps die: all of them together are 1.29 η long. It has no ε either. Use `adam`; see `emaInPlace` for the average alone.
 */
export const adamInPlace = optimizer({
  name: 'adam (in place)',
  title: 'Adam, corrected in place (wrong)',
  idea: 'Adam that corrects its memory instead of a copy, and stands still after a few steps.',
  source: { paper: 'deck 004', lectures: ['004:345'] },
  differs: 'No library has it, but holocron\'s RAdam once divided its state in place (frgfm/holocron#1).',
  wrong: 'the correction is applied to the remembered moments, again and again, so the steps die; use adam',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999 },
  state: { m: 0, v: 0 },
  update: `
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1^t)
    v = (beta2 * v + (1 - beta2) * g^2) / (1 - beta2^t)
    w = w - eta * m / sqrt(v)
  `,
});

/**
 * WRONG: Adam as deck 004 must mean it, the corrected moments not written back, but still without ε: a weight whose first gradient is zero is 0/0
 * and no number from then on. Elsewhere it is `adam` with ε = 0.
 */
export const adamWithoutEpsilon = optimizer({
  name: 'adam (no epsilon)',
  title: 'Adam, without ε (wrong)',
  idea: 'Adam that divides zero by zero where the first gradient is zero.',
  source: { paper: 'deck 004', lectures: ['004:345'] },
  differs: 'torch, optax, Keras and tfjs all have an ε.',
  wrong: 'without ε a first gradient of zero is 0/0; use adam',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * mhat / sqrt(vhat)
  `,
});

/**
 * WRONG: Nadam as deck 001 prints it: its line has m on both sides, so the corrected look-ahead is remembered as the moment. The deck's δ_t and
 * δ_{t+1} are read as β₁, like its δ₁, and the rest of Adam stays "intact". Under a constant gradient the steps are 1, 3.85, 10.4 η, up to 895 η at
 * step 20, before they come back.
 */
export const nadamAsPrinted = optimizer({
  name: 'nadam (as printed)',
  title: 'Nadam, as deck 001 prints it (wrong)',
  idea: 'Nadam that remembers its corrected look-ahead, and leaps hundreds of times too far.',
  source: { paper: 'deck 001; the paper is Dozat 2016', lectures: ['001:129'] },
  differs: 'No library has it: all keep the moment apart from the corrected one that makes the step.',
  wrong: 'the corrected momentum is remembered as the moment, so the steps explode; use nadam',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m / (1 - beta1^(t + 1)) + (1 - beta1) * g / (1 - beta1^t)
    v    = beta2 * v + (1 - beta2) * g^2
    vhat = v / (1 - beta2^t)
    w    = w - eta * m / (sqrt(vhat) + epsilon)
  `,
});
