// Written by `npm run exercises` from the declarations in test/exercises.
import type { UpdateFunction } from '../optimizers';

/** What each exercise file exports. Stubs, solutions and `await exercise(slug)` are held to this by the compiler. */
export interface Exercises {
  /** Exercises 1.1 to 1.5. */
  '01-gradient-descent': {
    /** 1.1: finish a step of gradient descent. */
    gradientDescent: UpdateFunction<'eta', never>;
    /** 1.2: what will this rate do? */
    regime(eta: number, curvature: number): 'slow' | 'one step' | 'overshoots' | 'oscillates' | 'diverges';
    /** 1.3: the best rate for this one step. */
    bestRate(gradient: readonly number[], curvatures: readonly number[]): number;
    /** 1.4: one start, two valleys. */
    twoValleys(): { near: number; far: number };
    /** 1.5: the planted bug. */
    miniBatches(order: readonly number[], batchSize: number): number[][];
  };
  /** Exercises 2.1 to 2.5. */
  '02-mini-batches': {
    /** 2.1: the step of a batch. */
    batchStep(w: number, slopes: readonly number[], batch: readonly number[], eta: number): number;
    /** 2.2: the updates of an epoch. */
    epochPlan(n: number, b: number): { updates: number; lastBatch: number };
    /** 2.3: the batch for a given noise. */
    batchForNoise(n: number, r: number): number;
    /** 2.4: a machine that takes eight at once. */
    eightAtOnce(): { b: number; eta: number };
    /** 2.5: the planted bug. */
    oneEpoch(start: number, examples: readonly number[], order: readonly number[], batchSize: number, eta: number): number;
  };
  /** Exercises 3.1 to 3.5. */
  '03-moving-averages': {
    /** 3.1: finish the average. */
    movingAverage(values: readonly number[], beta: number): number[];
    /** 3.2: the β of a half-life. */
    betaOfHalfLife(h: number): number;
    /** 3.3: how much of it is the first sample? */
    firstSample(): string;
    /** 3.4: two memories for one year. */
    twoMemories(): { beta: number; window: number };
    /** 3.5: the planted bug. */
    simpleAverage(values: readonly number[], window: number): number[];
  };
  /** Exercises 4.1 to 4.4. */
  '04-momentum': {
    /** 4.1: write the step of momentum. */
    momentum: UpdateFunction<'eta' | 'gamma', 'V'>;
    /** 4.2: from deck 002's settings to deck 004's. */
    averageSettings({ eta, gamma }: { eta: number; gamma: number }): { eta: number; beta: number };
    /** 4.3: down a steeper ravine. */
    ravineSettings(): { eta: number; gamma: number };
    /** 4.4: the planted bug. */
    heavyBall: UpdateFunction<'eta' | 'gamma', 'wprev'>;
  };
  /** Exercises 5.1 to 5.5. */
  '05-nesterov': {
    /** 5.1: finish Nesterov's step. */
    nesterov: UpdateFunction<'eta' | 'gamma', 'V'>;
    /** 5.2: torch's step when the momentum grows. */
    torchStep({ u, V, g, eta, gamma, munext }: { u: number; V: number; g: number; eta: number; gamma: number; munext: number }): { u: number; V: number };
    /** 5.3: how much momentum before it swings? */
    calmMomentum(eta: number, curvature: number): number;
    /** 5.4: down a steeper ravine. */
    steeperRavine(): { eta: number; gamma: number };
    /** 5.5: the planted bug. */
    growingMomentum(start: number, curvature: number, eta: number, gammas: readonly number[]): number[];
  };
  /** Exercises 6.1 to 6.5. */
  '06-adaptive-rates': {
    /** 6.1: finish AdaGrad. */
    adagrad: UpdateFunction<'eta' | 'epsilon', 'G'>;
    /** 6.2: RMSProp's rate for a rare weight. */
    rareRate(eta: number, beta: number, k: number): number;
    /** 6.3: a gentle beginning. */
    gentleStart(g: number, s: number): number;
    /** 6.4: a memory for the ravine. */
    longMemory(): { eta: number; beta: number };
    /** 6.5: the planted bug. */
    adadelta: UpdateFunction<'eta' | 'rho' | 'epsilon', 'v' | 'D'>;
  };
  /** Exercises 7.1 to 7.4. */
  '07-adam': {
    /** 7.1: finish Adam. */
    adam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'>;
    /** 7.2: the decay that needs no correction. */
    balancedBeta2(beta1: number): number;
    /** 7.3: a setting that wins. */
    valleySettings(): { eta: number; beta1: number; beta2: number };
    /** 7.4: the planted bug. */
    correctedAverage(values: readonly number[], beta: number): number[];
  };
  /** Exercises 8.1 to 8.5. */
  '08-adam-family': {
    /** 8.1: finish AdaMax. */
    adamax: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'u'>;
    /** 8.2: how long a large gradient is remembered. */
    remembered(c: number, beta2: number): number;
    /** 8.3: the share of the variance. */
    surprise(beta1: number): number;
    /** 8.4: a trap for Adam. */
    trap(): { C: number; beta1: number; beta2: number };
    /** 8.5: the planted bug. */
    nadam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'>;
  };
  /** Exercises 9.1 to 9.5. */
  '09-weight-decay': {
    /** 9.1: finish AdamW. */
    adamw: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon' | 'lambda', 'm' | 'v'>;
    /** 9.2: a decay that halves. */
    halvingDecay(eta: number, n: number): number;
    /** 9.3: where the penalty ends. */
    penalisedEnd(curvature: number, minimum: number, lambda: number): number;
    /** 9.4: keep one and clear the other. */
    keepAndClear(): { eta: number; lambda: number };
    /** 9.5: the planted bug. */
    shrunk(weights: readonly number[], eta: number, lambda: number): number[];
  };
  /** Exercises 10.1 to 10.5. */
  '10-schedules': {
    /** 10.1: a warm-up into a cosine. */
    warmCosine(t: number, peak: number, warm: number, total: number): number;
    /** 10.2: the factor for a given end. */
    factorForEnd(start: number, end: number, n: number): number;
    /** 10.3: the rate for a given floor. */
    rateForFloor(eta: number, lambda: number, share: number): number;
    /** 10.4: two falls. */
    twoFalls(): { eta: number; first: number; second: number };
    /** 10.5: the planted bug. */
    ratesOfTraining(epochs: number, batches: number, start: number, factor: number): number[];
  };
  /** Exercises 11.1 to 11.5. */
  '11-initialisation': {
    /** 11.1: drawing a layer. */
    drawLayer(u: number[], nin: number): number[];
    /** 11.2: weights for a leaky relu. */
    leakyWeights(nin: number, slope: number): number;
    /** 11.3: what lecture 3’s relu row does. */
    reluRow(): string;
    /** 11.4: a network that still tells its examples apart. */
    stillApart(): { gain: number; slope: number };
    /** 11.5: the planted bug. */
    rescaled(w: number[], examples: number[][]): number[];
  };
  /** Exercises 12.1 to 12.5. */
  '12-normalisation': {
    /** 12.1: the normalisation of a group. */
    normalise(x: readonly number[], gamma: number, beta: number, epsilon: number): number[];
    /** 12.2: the ε of a variance. */
    epsilonFor(v: number, s: number): number;
    /** 12.3: the way back through RMS. */
    rmsBack(x: readonly number[], h: readonly number[], epsilon: number): number[];
    /** 12.4: running statistics from 640 examples. */
    runningSettings(): { weightOfOld: number; batchSize: number };
    /** 12.5: the planted bug. */
    batchNormalise(batch: readonly (readonly number[])[], epsilon: number): number[][];
  };
  /** Exercises 13.1 to 13.5. */
  '13-race': {
    /** 13.1: the best rate. */
    bestRate(rates: readonly number[], losses: readonly (readonly number[])[]): number;
    /** 13.2: how long a saddle holds. */
    stepsToLeave(y0: number, eta: number, lambda: number): number;
    /** 13.3: the noise that breaks the symmetry. */
    noiseToLeave(n: number, eta: number, lambda: number): number;
    /** 13.4: over the wall of a trap. */
    overTheWall(): { eta: number; gamma: number };
    /** 13.5: an unfair race. */
    fairRace(search: readonly (readonly (readonly number[])[])[], fresh: readonly (readonly (readonly number[])[])[]): number[];
  };
  /** Exercises 14.1 to 14.5. */
  '14-second-order': {
    /** 14.1: the secant step. */
    secantStep(w: number, g: number, wBefore: number, gBefore: number): number;
    /** 14.2: Newton where the bottom is flat. */
    newtonFactor(p: number): number;
    /** 14.3: one rate from two gradients. */
    secantRate(s: readonly number[], y: readonly number[]): number;
    /** 14.4: without a search and without a leap. */
    noLeap(): { eta: number; longest: number };
    /** 14.5: the planted bug. */
    direction(g: readonly number[], s: readonly (readonly number[])[], y: readonly (readonly number[])[]): number[];
  };
  /** Exercises 15.1 to 15.5. */
  '15-symbol-detection': {
    /** 15.1: counting wrong bits. */
    errorRate(sent: readonly number[], decided: readonly number[], bits: number): number;
    /** 15.2: how much must be sent. */
    bitsToSend(p: number, r: number): number;
    /** 15.3: beside another sender. */
    logOdds(y: number, a: number, sigma: number): number;
    /** 15.4: a detector of your own. */
    detect(training: { readonly received: readonly (readonly number[])[]; readonly sent: readonly number[]; readonly symbols: number }, received: readonly (readonly number[])[]): number[];
    /** 15.5: the planted bug. */
    throughNoise(points: readonly (readonly number[])[], symbols: readonly number[], snr: number, normals: readonly (readonly number[])[]): number[][];
  };
  /** Exercises 16.1 to 16.4. */
  '16-audit': {
    /** 16.1: the centred step. */
    rmspropCentred: UpdateFunction<'eta' | 'beta' | 'epsilon', 'v' | 'm'>;
    /** 16.2: the first gradient that survives. */
    firstGradient(rho: number, epsilon: number): number;
    /** 16.3: gradients that tell. */
    tellingGradients(): number[];
    /** 16.4: the planted bug. */
    firstFault(reference: readonly number[], tested: readonly number[], tolerance: number): number;
  };
}
