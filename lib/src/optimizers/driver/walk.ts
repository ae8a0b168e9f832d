import { float64Algebra, type Shaped } from '../algebra/float64';
import { evaluateFloat64, runFloat64, type Float64 } from '../../formula/float64';
import { isMatrixUpdate, rateName, slotShape, type CheckedMethod, type MatrixUpdate } from './declaration';
import type { HyperParameters } from './hyper';

/** The gradient of a loss at a point. */
export type GradientAt = (point: Float64Array) => Float64Array;

/** An optimizer in float64, away from any tensor, a step at a time: it asks for a gradient, then takes it. */
export interface Walk {
  /** The weights; a wrapper may put others in their place. */
  w: Float64Array;
  /** The learning rate of the next step; undefined for a method without one. */
  readonly rate: number | undefined;
  /** Where the next step asks for the gradient. */
  at(): Float64Array;
  /** The gradient that the next step takes, asked where and as often as the optimizer asks. */
  ask(gradient: GradientAt): Float64Array;
  /** One step. Returns every name of the formula after it. */
  take(g: Float64Array): Readonly<Record<string, Float64>>;
  /** Forgets what is remembered, and keeps the weights. */
  restart(): void;
}

/** A method's update in float64. */
export class MethodWalk implements Walk {
  private slots: Record<string, Float64>;
  private ownSteps = 0;
  private steps = 0;

  /** Errors: a method whose update is a function on tensors has no float64 reading. */
  constructor(
    private readonly method: CheckedMethod,
    private readonly hyper: HyperParameters,
    public w: Float64Array,
    private readonly shape: readonly number[],
  ) {
    if (method.program === undefined && !isMatrixUpdate(method.update)) {
      throw new Error(`${method.declaration.name}: its update is a function, so there is no float64 reading to trace`);
    }
    this.slots = this.firstSlots();
  }

  get rate(): number | undefined {
    return this.hyper.at(this.steps + 1)[rateName(this.method)];
  }

  at(): Float64Array {
    const { at } = this.method;
    return at === undefined ? this.w : (evaluateFloat64(at, { ...this.hyper.at(this.steps + 1), ...this.slots, w: this.w }) as Float64Array);
  }

  ask(gradient: GradientAt): Float64Array {
    return gradient(this.at());
  }

  take(g: Float64Array): Readonly<Record<string, Float64>> {
    this.steps += 1;
    this.ownSteps += 1;
    const hyper = this.hyper.at(this.steps);
    const { program, update, slotNames } = this.method;
    const given = { ...this.slots, w: this.w, g, t: this.ownSteps };
    const values = program !== undefined ? runFloat64(program, { ...hyper, ...given }) : this.matrixStep(update as MatrixUpdate, given, hyper);
    this.w = values['w'] as Float64Array;
    this.slots = Object.fromEntries(slotNames.map(slot => [slot, values[slot] as Float64]));
    return values;
  }

  restart(): void {
    this.slots = this.firstSlots();
    this.ownSteps = 0;
  }

  private firstSlots(): Record<string, Float64> {
    const { slotNames, initial, program } = this.method;
    const hyper = this.hyper.at(this.steps + 1);
    return Object.fromEntries(
      slotNames.map(slot => {
        const first = initial.get(slot) ?? 0;
        const value = typeof first === 'number' ? first : evaluateFloat64(first, { w: this.w, ...hyper });
        if (typeof value !== 'number' || (program && program.kinds.get(slot) !== 'tensor')) return [slot, value];
        return [slot, new Float64Array(sizeOf(slotShape(this.method, slot, this.shape))).fill(value)];
      }),
    );
  }

  private matrixStep(update: MatrixUpdate, given: Record<string, Float64>, hyper: Record<string, number>): Record<string, Float64> {
    const shaped: Record<string, Shaped> = {};
    for (const name of ['w', 'g', ...this.method.slotNames]) {
      shaped[name] = { shape: slotShape(this.method, name, this.shape), values: given[name] as Float64Array };
    }
    const values = { ...shaped, t: given['t'] } as Readonly<Record<string, Shaped>> & { w: Shaped; g: Shaped; t: number };
    const next: Readonly<Record<string, Shaped>> = update.step<Shaped>(values, hyper, float64Algebra);
    return { ...hyper, ...given, ...Object.fromEntries(Object.entries(next).map(([name, value]) => [name, value.values])) };
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
