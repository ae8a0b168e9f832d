import { elementwiseLoss } from './elementwise-loss';

/**
 * Least absolute deviation, |ŷ − o|: outliers count no more than their distance, and the constant that fits best is the median.
 * Its slope is ±1 everywhere but at the kink ŷ = o, where 0 is taken.
 */
export const lad = elementwiseLoss({
  name: 'lad',
  title: 'Least absolute deviation (L1)',
  idea: 'The mean distance between prediction and target.',
  source: { paper: 'deck 000', lectures: ['000:57'] },
  differs: 'torch\'s `L1Loss`, Keras\'s `MeanAbsoluteError`, which takes the mean of each row first, tfjs\'s absoluteDifference; tf.abs, unlike these, has slope −1 at 0.',
  formula: 'abs(d)',
  where: { d: 'yhat - o' },
});

/** Least square error, (ŷ − o)²: large errors dominate, and the constant that fits best is the mean. Without a factor ½, so the slope is 2(ŷ − o). */
export const lse = elementwiseLoss({
  name: 'lse',
  title: 'Least square error (L2, MSE)',
  idea: 'The mean squared distance between prediction and target.',
  source: { paper: 'deck 000', lectures: ['000:58'] },
  differs: 'torch\'s `MSELoss`, Keras\'s `MeanSquaredError` and tfjs\'s mean squared error; optax\'s l2_loss is half of it.',
  formula: 'd^2',
  where: { d: 'yhat - o' },
});

/** Huber's loss: a parabola up to δ and a line of slope δ beyond, so that an outlier pulls with a bounded force. δ in (0, inf), default 1 as in torch. */
export const huber = elementwiseLoss({
  name: 'huber',
  title: 'Huber loss',
  idea: 'Square small errors, take large ones at their distance.',
  source: { paper: 'Huber 1964' },
  differs: 'torch\'s `HuberLoss`, Keras\'s `Huber`, optax\'s huber_loss, tfjs\'s huberLoss, all with δ = 1.',
  formula: 'abs(d) <= delta ? 0.5 * d^2 : delta * (abs(d) - 0.5 * delta)',
  where: { d: 'yhat - o' },
  parameters: { delta: 1 },
  symbols: { delta: { glyph: '\\delta', meaning: 'where the parabola becomes a line', interval: '(0, inf)', torch: 'delta', keras: 'delta', optax: 'delta', tfjs: 'delta' } },
});

/** Huber's loss divided by its threshold β, so that the line has slope 1 whatever β is. β in [0, inf), default 1; 0 gives the absolute deviation. */
export const smoothL1 = elementwiseLoss({
  name: 'smooth l1',
  title: 'Smooth L1 loss',
  idea: 'The absolute deviation with its kink rounded off.',
  source: { paper: 'Girshick 2015, Fast R-CNN' },
  differs: 'torch\'s `SmoothL1Loss`: huber({ delta: beta }) divided by beta.',
  formula: 'abs(d) < beta ? 0.5 * d^2 / beta : abs(d) - 0.5 * beta',
  where: { d: 'yhat - o' },
  parameters: { beta: 1 },
  symbols: { beta: { glyph: '\\beta', meaning: 'where the parabola becomes a line', interval: '[0, inf)', torch: 'beta' } },
});
