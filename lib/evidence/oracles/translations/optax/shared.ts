import * as o from '../../../../src/optimizers';
import type { Method } from '../../../../src/optimizers';
import { number, of, optional, type Arguments, type Recipe } from '../recipe';

/** Yogi with both moments starting at one value. */
export function yogi(args: Arguments, first: number): Recipe {
  const hyper = { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2: number(args, 'b2'), epsilon: number(args, 'eps') };
  return of(o.yogiCorrected, { ...hyper, delta: first, first });
}

/**
 * A rate relative to the weights is lr max(10⁻³, rms(w)), which is the kit's as long as the kit's bound 1/√t is above the rate.
 */
export function adafactor(args: Arguments, steps: number): Recipe | string {
  if ((optional(args, 'weight_decay_rate') ?? 0) !== 0)
    return "optax's adafactor takes the decay without the rate; the kit's decay is decoupled and multiplied by it";
  const rate = optional(args, 'learning_rate');
  const hyper = { decaypower: number(args, 'decay_rate'), clip: number(args, 'clipping_threshold'), floor1: number(args, 'eps') };
  const least = optional(args, 'min_dim_size_to_factor') ?? 128;
  // The recorded matrices are smaller than the default, 128, and larger than 1: all of them are factored, or none.
  const flat = { flat: least > 1 };
  const beta1 = optional(args, 'momentum');
  if (args['multiply_by_parameter_scale'] === false) {
    if (beta1 !== undefined) return "optax's adafactor with momentum and a fixed rate: a form that the kit has not";
    return of(o.adafactorFixed, { ...hyper, eta: rate ?? 1 }, flat);
  }
  if (rate === undefined || rate > 1 / Math.sqrt(steps))
    return "optax's adafactor has no bound 1/√t on the relative rate; the kit's has, as the paper does";
  const relative = { ...hyper, ratemax: rate, floor2: 1e-3 };
  return beta1 === undefined ? of(o.adafactor, relative, flat) : of(o.adafactorMomentum, { ...relative, beta1 }, flat);
}

/** Its weights are the point where the gradient is asked, the kit's are the average. */
export function scheduleFree(args: Arguments, method: Method, hyper: Record<string, number>): Recipe | string {
  if ((optional(args, 'warmup_steps') ?? 0) > 0) {
    return "optax's schedule_free averages with the rate of the next step while it warms up: the first step moves nothing, but counts";
  }
  return of(method, { ...hyper, lambda: optional(args, 'weight_decay') ?? 0 }, { comparesLookAhead: true, also: { x_eval: 'weights' } });
}
