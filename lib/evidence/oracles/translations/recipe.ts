import type { DescentOptimizer, HyperValue, Method } from '../../../src/optimizers';
import { l2 } from '../../../src/wrappers';

/** The arguments of a recorded case, under its library's names. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A recorded case in the kit's terms. */
export interface Recipe {
  /** The kit's optimizer for a tensor of this shape. Each tensor of a case gets one of its own, as none of them looks at another's. */
  readonly make: (shape: readonly number[]) => DescentOptimizer;
  /** Other methods of the kit that take the same path, by an exact change of their hyper-parameters. */
  readonly alike?: ReadonlyArray<Recipe['make']>;
  readonly maximize?: boolean;
  /** The library keeps the look-ahead point where the kit keeps the weights, so that is what must be compared. */
  readonly comparesLookAhead?: boolean;
  /** The library's kernels are [outputs, inputs], the kit's [inputs, outputs]. */
  readonly transposed?: boolean;
  /** The library took each tensor for a vector. */
  readonly flat?: boolean;
  /** Something in the case looks at all tensors: they are put together as one vector. */
  readonly joined?: boolean;
  /** The library spends so many calls on a step, and only what it has after the last of them is compared. */
  readonly every?: number;
  /** What else the case records after each step, by its name there: the weights of the kit, or one of its slots. */
  readonly also?: Readonly<Record<string, 'weights' | { readonly slot: string }>>;
}

/** A case's recipe, or the reason why the kit does not cover it. */
export type Translator = (args: Arguments, context: { readonly problem: string; readonly steps: number }) => Recipe | string;

export function number(args: Arguments, name: string): number {
  const value = args[name];
  if (typeof value !== 'number') throw new Error(`oracles: argument "${name}" must be a number, got ${JSON.stringify(value)}`);
  return value;
}

/** An argument that may be missing or null. */
export function optional(args: Arguments, name: string): number | undefined {
  const value = args[name];
  return value === undefined || value === null ? undefined : number(args, name);
}

/** A method with hyper-parameters. */
export function of(method: Method, hyper: Readonly<Record<string, HyperValue>>, rest: Omit<Recipe, 'make'> = {}): Recipe {
  return { make: () => method(hyper), ...rest };
}

/** The same recipe with something around its optimizer. */
export function around(recipe: Recipe, wrap: (optimizer: DescentOptimizer) => DescentOptimizer): Recipe {
  const wrapped =
    (make: Recipe['make']): Recipe['make'] =>
    shape =>
      wrap(make(shape));
  return { ...recipe, make: wrapped(recipe.make), ...(recipe.alike && { alike: recipe.alike.map(wrapped) }) };
}

/** Weight decay as λ w added to the gradient. */
export function withL2(recipe: Recipe, lambda: number | undefined): Recipe {
  return lambda === undefined || lambda === 0 ? recipe : around(recipe, optimizer => l2(optimizer, { lambda }));
}

/** Applies a change to what is a recipe, and hands a reason on. */
export function unlessLeftOut(recipe: Recipe | string, change: (recipe: Recipe) => Recipe | string): Recipe | string {
  return typeof recipe === 'string' ? recipe : change(recipe);
}
