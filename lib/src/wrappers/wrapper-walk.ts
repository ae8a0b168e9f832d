import { evaluateFloat64, runFloat64, type Float64 } from '../formula/float64';
import type { HyperParameters } from '../optimizers/driver/hyper';
import type { GradientAt, Walk } from '../optimizers/driver/walk';
import type { CheckedWrapper } from './declaration';

/** A wrapper in float64, around the walk of the optimizer inside. */
export class WrapperWalk implements Walk {
  private slots: Record<string, Float64> = {};
  /** Counts for schedules, and goes on through a restart; `ownSteps` is the t of the formulas. */
  private steps = 0;
  private ownSteps = 0;

  constructor(private readonly wrapper: CheckedWrapper, private readonly hyper: HyperParameters, private readonly inner: Walk) {
    this.slots = this.firstSlots();
  }

  get w(): Float64Array {
    return this.inner.w;
  }

  set w(w: Float64Array) {
    this.inner.w = w;
  }

  get rate(): number | undefined {
    return this.inner.rate;
  }

  at(): Float64Array {
    return this.inner.at();
  }

  ask(gradient: GradientAt): Float64Array {
    const { probe } = this.wrapper;
    const first = this.inner.ask(gradient);
    if (probe === undefined) return first;
    const { w } = this;
    const own = this.hyper.at(this.steps + 1);
    this.w = evaluateFloat64(probe, { ...own, ...this.pool(first, own), w, raw: first }) as Float64Array;
    const second = this.inner.ask(gradient);
    this.w = w;
    return second;
  }

  take(raw: Float64Array): Readonly<Record<string, Float64>> {
    const { when, start, weights, restart } = this.wrapper;
    this.steps += 1;
    this.ownSteps += 1;
    const own = { ...this.hyper.at(this.steps), t: this.ownSteps };
    const g = this.before(raw, own);
    const due = when === undefined || evaluateFloat64(when, { ...own, ...this.slots }) !== 0;
    // The wrapper was refused around an optimizer without a rate.
    if (due && start !== undefined) this.w = runFloat64(start, { ...own, rate: this.rate as number, w: this.w })['w'] as Float64Array;
    const inner = due ? this.inner.take(g) : {};
    let values: Record<string, Float64> = { ...inner, ...own, ...this.slots, w: this.w, g };
    if (weights !== undefined) {
      values = runFloat64(weights, { ...values, stepped: this.w });
      this.w = values['w'] as Float64Array;
      this.remember(values);
    }
    if (restart !== undefined && evaluateFloat64(restart, { ...own, ...this.slots }) !== 0) this.inner.restart();
    return values;
  }

  restart(): void {
    this.slots = this.firstSlots();
    this.ownSteps = 0;
    this.inner.restart();
  }

  private firstSlots(): Record<string, Float64> {
    const { slotNames, initial, program } = this.wrapper;
    const hyper = this.hyper.at(this.steps + 1);
    return Object.fromEntries(
      slotNames.map(slot => {
        const first = initial.get(slot) ?? 0;
        const value = typeof first === 'number' ? first : evaluateFloat64(first, { ...hyper, w: this.w });
        return [slot, typeof value === 'number' && program?.kinds.get(slot) === 'tensor' ? new Float64Array(this.w.length).fill(value) : value];
      }),
    );
  }

  /** The gradient that the optimizer inside takes. The weights that belong to it are those at which it was asked. */
  private before(raw: Float64Array, own: Readonly<Record<string, number>>): Float64Array {
    const { gradient, weights } = this.wrapper;
    if (gradient === undefined) return raw;
    const values = runFloat64(gradient, { ...own, ...this.pool(raw, own), ...this.slots, w: this.at(), raw, g: raw });
    if (weights === undefined) this.remember(values);
    return values['g'] as Float64Array;
  }

  /** With one variable, the sum over all variables is its own. */
  private pool(raw: Float64Array, own: Readonly<Record<string, number>>): Record<string, Float64> {
    return Object.fromEntries([...this.wrapper.pooled].map(([name, share]) => [name, evaluateFloat64(share, { ...own, raw })]));
  }

  private remember(values: Readonly<Record<string, Float64>>): void {
    this.slots = Object.fromEntries(this.wrapper.slotNames.map(slot => [slot, values[slot] as Float64]));
  }
}
