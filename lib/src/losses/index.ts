export { logistic, logisticHessian, logisticLoss, logisticOnTensors, type TwoClasses } from './logistic';
export type { Loss, LossReduction } from './loss';
export {
  elementwiseLoss,
  type ElementwiseLoss,
  type ElementwiseLossDeclaration,
  type ElementwiseLossMaker,
  type LossOptions,
} from './elementwise-loss';
export { huber, lad, lse, smoothL1 } from './regression';
export { bce, bceWithLogits, hinge, softMargin } from './two-classes';
export { klDivergence } from './kl-divergence';
export { crossEntropy, crossEntropyOfProbabilities, negativeLogLikelihood, type ClassLoss, type ClassRows, type CrossEntropyOptions } from './cross-entropy';
export type { ClassTargets, TargetOptions } from './class-targets';
