export { optimizer } from './optimizer';
export { DescentOptimizer, type GradientSource, type VariableGradient } from './driver/descent-optimizer';
export type { Method } from './driver/method';
export type { Source } from '../documentation';
export type { Declaration, Description, MatrixUpdate, UpdateFunction, UpdateInput, UpdateOutput } from './driver/declaration';
export type { Group, HyperOptions, HyperValue, Match, Schedule } from './driver/hyper';
export { trace, type TraceOptions, type TraceStep } from './driver/trace';
export { latexOf } from './driver/latex-of';

export { gradientDescent } from './gradient-descent';
export { momentum, momentumSum, heavyBall, momentumAverage, momentumDampened } from './momentum';
export { nesterov } from './nesterov';
export { rprop } from './rprop';
export { asgd } from './asgd';
export { adagrad, adagradInside } from './adagrad';
export { rmsprop, rmspropInside, rmspropCentered, rmspropCenteredInside, rmspropMomentum, rmspropCenteredMomentum } from './rmsprop';
export { adadelta } from './adadelta';
export { adam, adamUncorrected, adamInside, adamHat } from './adam';
export { adamw, adamwInside, adamwPaper, sgdw } from './adamw';
export { adamax, adamaxPaper, adamaxOutside } from './adamax';
export { nadam, nadamConstant, nadamSimple } from './nadam';
export { amsgrad, amsgradCorrected } from './amsgrad';
export { radam } from './radam';
export { adabelief, adabeliefUncorrected } from './adabelief';
export { yogi, yogiCorrected } from './yogi';
export { adabound, adaboundPaper } from './adabound';
export { lbfgs, lbfgsFixed } from './lbfgs';
export { lion } from './lion';
export { lars, lamb, lambBounded, lambUncorrected } from './layerwise';
export { novograd, novogradAveraged } from './novograd';
export { scheduleFree, scheduleFreePaper, scheduleFreeAdamw, scheduleFreeAdamwFirst } from './schedule-free';
export { adafactor, adafactorFixed, adafactorMomentum } from './adafactor';
export { muon, muonForm } from './muon';
export type { Coefficients, MuonForm } from './muon/form';
export {
  gradientDescentAsPrinted, rmspropWithoutEpsilon, adadeltaAsPrinted, adadeltaOutside, adamLate, adamInPlace, adamWithoutEpsilon, nadamAsPrinted,
} from './as-printed';
