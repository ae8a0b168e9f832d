import type { CheckedMethod } from './declaration';
import type { DescentOptimizer } from './descent-optimizer';
import { HyperParameters, type HyperOptions } from './hyper';
import { registerKind } from './saved-class';

/** A method of optimisation: call it with hyper-parameters to get an optimizer that trains. */
export interface Method<Hyper extends string = string> extends CheckedMethod {
  (options?: HyperOptions<Hyper>): DescentOptimizer;
}

/** Makes a method of what has been declared and of how an optimizer is made, and lets tfjs find it when it loads a model. */
export function methodOf<Hyper extends string>(checked: CheckedMethod, make: (options: object) => DescentOptimizer): Method<Hyper> {
  registerKind(checked.declaration.name, config => make(HyperParameters.options(config)));
  return Object.assign((options: HyperOptions<Hyper> = {} as HyperOptions<Hyper>) => make(options), checked);
}
