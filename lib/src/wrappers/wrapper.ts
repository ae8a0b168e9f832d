import type { DescentOptimizer } from '../optimizers/driver/descent-optimizer';
import { HyperParameters, type HyperOptions } from '../optimizers/driver/hyper';
import { registerKind } from '../optimizers/driver/saved-class';
import { checkWrapper, type WrapperDeclaration } from './declaration';
import { requireOptimizer, reviveInner } from './inner';
import { latexOfWrapper } from './latex-of-wrapper';
import { WrappedOptimizer } from './wrapped-optimizer';

/** Something around an optimizer: call it with one, and with hyper-parameters of its own, to get another. */
export interface Wrapper<Hyper extends string = string> {
  (optimizer: DescentOptimizer, options?: HyperOptions<Hyper>): DescentOptimizer;
  /** What it was declared with. */
  readonly declaration: WrapperDeclaration;
  /** What it does around a step, as the lecture would write it. */
  latex(): string;
}

/** Declares a wrapper. Its formulas are read at once, so a slip in one of them throws here. */
export function wrapper<const Hyper extends string, const Slot extends string = never>(declaration: WrapperDeclaration<Hyper, Slot>): Wrapper<Hyper> {
  // The names are checked by the caller's types; from here on they are plain strings.
  const checked = checkWrapper(declaration as WrapperDeclaration);
  const { name } = declaration;
  const around = (inner: unknown, options: object): DescentOptimizer => new WrappedOptimizer(checked, requireOptimizer(name, inner), options);
  registerKind(name, ({ inner, ...config }) => around(reviveInner(name, inner), HyperParameters.options(config)));
  return Object.assign((inner: DescentOptimizer, options: object = {}) => around(inner, options), {
    declaration: checked.declaration,
    latex: () => latexOfWrapper(checked),
  });
}
