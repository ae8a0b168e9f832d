import { evaluateFloat64, runFloat64, type Float64 } from '../formula/float64';
import type { HyperParameters } from '../optimizers/hyper';
import type { Footprint, GradientAt, Walk } from '../optimizers/walk';
import type { CheckedWrapper } from './declaration';

/** A wrapper in float64, around the walk of the optimizer inside. */
export class WrapperWalk implements Walk {
  private slots: Record<string, Float64> = {};
  private steps = 0;

  constructor(private readonly wrapper: CheckedWrapper, private readonly hyper: HyperParameters, private readonly inner: Walk) {
    this.restart();
  }

  get w(): Float64Array {
    return this.inner.w;
  }

  set w(w: Float64Array) {
    this.inner.w = w;
  }

  at(): Float64Array {
    return this.inner.at();
  }

  step(gradient: GradientAt): Footprint {
    const { when, weights, restart } = this.wrapper;
    this.steps += 1;
    const own = { ...this.hyper.at(this.steps), t: this.steps };
    const at = this.at();
    const g = this.before(at, gradient, own);
    const due = when === undefined || evaluateFloat64(when, { ...own, ...this.slots }) !== 0;
    const inner = due ? this.inner.step(() => g) : { at, values: {} };
    let values: Record<string, Float64> = { ...inner.values, ...own, ...this.slots, w: this.w, g };
    if (weights !== undefined) {
      values = runFloat64(weights, { ...values, stepped: this.w });
      this.w = values['w'] as Float64Array;
      this.remember(values);
    }
    if (restart !== undefined && evaluateFloat64(restart, { ...own, ...this.slots }) !== 0) this.inner.restart();
    return { at, values };
  }

  restart(): void {
    const { slotNames, initial, program } = this.wrapper;
    const hyper = this.hyper.at(this.steps + 1);
    this.slots = Object.fromEntries(
      slotNames.map(slot => {
        const first = initial.get(slot) ?? 0;
        const value = typeof first === 'number' ? first : evaluateFloat64(first, { ...hyper, w: this.w });
        return [slot, typeof value === 'number' && program?.kinds.get(slot) === 'tensor' ? new Float64Array(this.w.length).fill(value) : value];
      }),
    );
  }

  /** The gradient that the optimizer inside sees. */
  private before(at: Float64Array, gradient: GradientAt, own: Record<string, number>): Float64Array {
    const { probe, gradient: lines, weights } = this.wrapper;
    let raw = gradient(at);
    if (probe !== undefined) raw = gradient(evaluateFloat64(probe, { ...own, ...this.pool(raw, own), w: at, raw }) as Float64Array);
    if (lines === undefined) return raw;
    const values = runFloat64(lines, { ...own, ...this.pool(raw, own), ...this.slots, w: at, raw, g: raw });
    if (weights === undefined) this.remember(values);
    return values['g'] as Float64Array;
  }

  /** With one variable, the sum over all variables is its own. */
  private pool(raw: Float64Array, own: Record<string, number>): Record<string, Float64> {
    return Object.fromEntries([...this.wrapper.pooled].map(([name, share]) => [name, evaluateFloat64(share, { ...own, raw })]));
  }

  private remember(values: Readonly<Record<string, Float64>>): void {
    this.slots = Object.fromEntries(this.wrapper.slotNames.map(slot => [slot, values[slot] as Float64]));
  }
}
