import { formula, program, type Formula, type Program } from '../formula/check';
import { descriptionFields, firstValues, naming, type CheckedSlots, type Description } from '../optimizers/driver/declaration';
import { knownOptions, type Names } from '../options';

/**
 * What goes on around an optimizer's step, as data. Every part is a formula, and every part may be left out. Names besides the wrapper's own
 * slots and hyper-parameters: `w`, the weights; `raw`, the gradient as it comes; `g`, the gradient that the optimizer inside sees; `stepped`,
 * the weights that it gives; `t`, the number of the variable's step.
 */
export interface WrapperDeclaration<Hyper extends string = string, Slot extends string = string> extends Description<Hyper> {
  /** What is remembered of each variable besides the inner optimizer's own state, with its first value. */
  readonly state?: Readonly<Record<Slot, number | string>>;
  /** Numbers over all variables of a step: each is a reduction of `raw`, added up over the variables; a `norm` is that of all of them together. */
  readonly pooled?: Readonly<Record<string, string>>;
  /** Where the gradient is asked a second time, from `w` and the first one; only the second goes on. */
  readonly probe?: string;
  /** Lines that make `g` from `raw`. */
  readonly gradient?: string;
  /** The optimizer inside steps only when this is not 0. Default always. */
  readonly when?: string;
  /** Lines that change `w` before the optimizer inside steps, once the gradient is known. `rate` is the learning rate of that step. */
  readonly start?: string;
  /** Lines that make `w` from `stepped`. */
  readonly weights?: string;
  /** The optimizer inside starts the variable anew when this is not 0 after the step. Default never. */
  readonly restart?: string;
}

const fields: Names<WrapperDeclaration> = {
  ...descriptionFields,
  state: true,
  pooled: true,
  probe: true,
  gradient: true,
  when: true,
  start: true,
  weights: true,
  restart: true,
};

/** A wrapper after its formulas have been read and checked. */
export interface CheckedWrapper extends CheckedSlots {
  readonly declaration: WrapperDeclaration;
  readonly pooled: ReadonlyMap<string, Formula>;
  readonly probe: Formula | undefined;
  readonly gradient: Program | undefined;
  readonly when: Formula | undefined;
  readonly start: Program | undefined;
  readonly weights: Program | undefined;
  readonly restart: Formula | undefined;
}

/** Reads a wrapper's formulas; a slip in one of them throws here, when the module loads. */
export function checkWrapper(declaration: WrapperDeclaration): CheckedWrapper {
  const { name, hyper, state = {}, pooled = {}, probe, gradient, when, start, weights, restart, symbols = {} } = knownOptions(
    declaration.name,
    declaration,
    fields,
  );
  const [slotNames, pooledNames] = [Object.keys(state), Object.keys(pooled)];
  const scalars = ['t', ...Object.keys(hyper)];
  // Slots are brought up to date once in a step: after it if there are lines for that, else before.
  const slots = { before: weights === undefined ? slotNames : [], after: slotNames };
  const read = (text: string | undefined, tensors: readonly string[], more: readonly string[] = []): Formula | undefined =>
    text === undefined ? undefined : formula(text, { tensors, scalars: [...scalars, ...more], symbols });
  return naming(name, () => {
    const before =
      gradient === undefined
        ? undefined
        : program(gradient, { tensors: ['w', 'raw', 'g', ...pooledNames], slots: slots.before, scalars, symbols }, ['g']);
    const after = weights === undefined ? undefined : program(weights, { tensors: ['w', 'stepped'], slots: slots.after, scalars, symbols }, ['w']);
    return {
      declaration,
      slotNames,
      update: undefined,
      program: after ?? before,
      initial: firstValues(state, { tensors: ['w'], scalars: Object.keys(hyper), symbols }),
      pooled: new Map(Object.entries(pooled).map(([key, text]) => [key, formula(text, { tensors: ['raw'], scalars, symbols })])),
      probe: read(probe, ['w', 'raw', ...pooledNames]),
      gradient: before,
      when: read(when, [], slotNames),
      start: start === undefined ? undefined : program(start, { tensors: ['w'], slots: [], scalars: [...scalars, 'rate'], symbols }, ['w']),
      weights: after,
      restart: read(restart, [], slotNames),
    };
  });
}

/** Whether a pooled number is a norm: over all variables that is the norm of their norms, while anything else is added up. */
export function isNorm({ value }: Formula): boolean {
  return value.kind === 'apply' && value.operation === 'norm';
}
