export { optimizer, DescentOptimizer, type Method } from './optimizer';
export type { Declaration, Source, UpdateFunction, UpdateInput, UpdateOutput } from './declaration';
export type { Group, HyperOptions, HyperValue, Match, Schedule } from './hyper';
export { trace, type TraceOptions, type TraceStep } from './trace';
export { latexOf } from './latex-of';

export { gradientDescent } from './gradient-descent';
export { momentum, momentumSum, heavyBall, momentumAverage } from './momentum';
export { nesterov } from './nesterov';
export { adagrad, adagradInside } from './adagrad';
export { rmsprop, rmspropInside } from './rmsprop';
export { adadelta } from './adadelta';
export { adam, adamUncorrected, adamInside } from './adam';
