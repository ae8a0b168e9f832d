import type { LossCase } from '../../loss-case';
import { flat, shapeOf, type Nested } from '../../nested';

/** A loss as Keras's recordings have it. */
export interface KerasLossCase {
  readonly id: string;
  readonly loss: string;
  readonly args: Readonly<Record<string, unknown>> & { readonly reduction: string };
  readonly y_true: Nested;
  readonly y_pred: Nested;
  readonly sample_weight?: Nested;
  readonly gy?: Nested;
  readonly value: Nested;
  readonly grad_y_pred: Nested;
}

/** Losses of numbers, each entry for itself. Keras takes the mean over the last axis of what belongs to one example, before it reduces. */
const ofNumbers: Readonly<Record<string, string>> = {
  MeanSquaredError: 'mse',
  MeanAbsoluteError: 'l1',
  Huber: 'huber',
  BinaryCrossentropy: 'bce',
  Hinge: 'hinge',
};

/** The same case in torch's terms, or why the kit does not cover it. */
export function lossFromKeras(recorded: KerasLossCase): LossCase | string {
  const { id, loss, args, y_true: target, y_pred: input, gy, value, grad_y_pred: grad_input } = recorded;
  if (recorded.sample_weight !== undefined) return "Keras's sample weights: the kit weighs classes, not examples";
  const kind = kindOf(recorded);
  if (kind.startsWith('!')) return kind.slice(1);
  const last = shapeOf(input).at(-1) ?? 1;
  const numbers = ofNumbers[loss] !== undefined;
  if (args.reduction === 'none' && numbers && last !== 1)
    return 'Keras takes the mean over the last axis first; the kit gives one value per entry';
  const reduction = { sum_over_batch_size: 'mean', sum: 'sum', none: 'none' }[args.reduction];
  if (reduction === undefined) return `no reduction "${args.reduction}"`;
  return {
    id,
    kind,
    input,
    target,
    value,
    grad_input,
    ...(gy !== undefined && { gy }),
    args: {
      reduction,
      ...(typeof args['delta'] === 'number' && { delta: args['delta'] }),
      ...(args['label_smoothing'] !== 0 && typeof args['label_smoothing'] === 'number' && { label_smoothing: args['label_smoothing'] }),
      ...(typeof args['ignore_class'] === 'number' && { ignore_index: args['ignore_class'] }),
    },
    ...(numbers && reduction === 'sum' && { share: 1 / last }),
  };
}

/** What torch's recordings call it; after an exclamation mark, why there is nothing to call it. */
function kindOf({ loss, args, y_true, y_pred }: KerasLossCase): string {
  const fromLogits = args['from_logits'] === true;
  switch (loss) {
    case 'CategoricalCrossentropy':
      return fromLogits
        ? 'cross_entropy_logits_soft'
        : '!Keras divides each row of probabilities by its sum first, and its gradient knows; the kit takes them as they are';
    case 'SparseCategoricalCrossentropy':
      return fromLogits
        ? 'cross_entropy_logits'
        : '!Keras divides each row of probabilities by its sum first, and its gradient knows; the kit takes them as they are';
    case 'BinaryCrossentropy':
      if (args['label_smoothing'] !== 0) return '!label smoothing of two classes: the kit smooths the labels of a row of classes only';
      if (fromLogits) return 'bce_logits';
      // Keras cuts probabilities at 1e-7, the kit bounds the logarithm at −100.
      return flat(y_pred).every(p => p > 1e-7 && p < 1 - 1e-7)
        ? 'bce_probs'
        : '!Keras cuts probabilities at 1e-7 from 0 and 1; the kit bounds their logarithms, as torch does';
    case 'Hinge':
      return flat(y_true).every(label => Math.abs(label) === 1)
        ? 'hinge'
        : '!Keras takes the labels 0 and 1 for −1 and +1 in its hinge; the kit wants −1 and +1';
    case 'KLDivergence':
      return "!Keras's KLDivergence takes probabilities; the kit's takes logarithms, as torch does";
    default:
      return ofNumbers[loss] ?? `!no loss for Keras\'s ${loss}`;
  }
}
