import type { Answers } from './answers';

/** The schedule from the lines after its warm-up. */
const warmCosine = (lines: string): string => `export function warmCosine(t, peak, warm, total) { if (t <= warm) return peak * t / warm; ${lines} }`;

/** The loop from what stands between its beginning and its end. */
const loop = (lines: string): string => `export function ratesOfTraining(epochs, batches, start, factor) { const rates = []; let rate = start; ${lines} return rates; }`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  warmCosine: {
    right: [
      warmCosine('const s = Math.min(1, (t - warm - 1) / (total - warm)); return 0.5 * peak * (1 + Math.cos(Math.PI * s));'),
      warmCosine('if (t > total) return 0; return peak * (0.5 + Math.cos(Math.PI * (t - warm - 1) / (total - warm)) / 2);'),
      // cos² of the half angle.
      warmCosine('const s = Math.min((t - 1 - warm) / (total - warm), 1); return peak * Math.cos(Math.PI * s / 2) ** 2;'),
      'export const warmCosine = (t, peak, warm, total) => t <= warm ? peak / warm * t : peak * (1 - Math.sin(Math.PI / 2 * Math.min((t - 1 - warm) / (total - warm), 1)) ** 2);',
      warmCosine('const s = Math.min((t - 1 - warm) / (total - warm), 1); return tf.mul(peak / 2, tf.add(1, tf.cos(Math.PI * s)));'),
    ],
    wrong: [
      [warmCosine('const s = Math.min((t - warm) / (total - warm), 1); return peak * (1 + Math.cos(Math.PI * s)) / 2;'), /one step late/],
      [warmCosine('const s = Math.min((t - 1) / total, 1); return peak * (1 + Math.cos(Math.PI * s)) / 2;'), /from the first step of the training/],
      [warmCosine('const s = Math.min((t - 1 - warm) / total, 1); return peak * (1 + Math.cos(Math.PI * s)) / 2;'), /not taken off the length/],
      [warmCosine('const s = (t - 1 - warm) / (total - warm); return peak * (1 + Math.cos(Math.PI * s)) / 2;'), /rises again/],
      [warmCosine('const s = Math.min((t - 1 - warm) / (total - warm), 1); return peak * (1 - s);'), /straight line/],
      [warmCosine('const s = Math.min((t - 1 - warm) / (total - warm), 1); return peak * Math.cos(Math.PI * s);'), /a whole cosine/],
      [warmCosine('const s = Math.min((t - 1 - warm) / (total - warm), 1); return peak * (1 + Math.cos(Math.PI * s));'), /the half is missing/],
    ],
  },
  factorForEnd: {
    right: [
      'export const factorForEnd = (start, end, n) => (end / start) ** (1 / (n - 1));',
      'export const factorForEnd = (start, end, n) => Math.exp(Math.log(end / start) / (n - 1));',
      'export const factorForEnd = (start, end, n) => Math.exp((Math.log(end) - Math.log(start)) / (n - 1));',
      'export const factorForEnd = (start, end, n) => Math.pow(start / end, -1 / (n - 1));',
      'export const factorForEnd = (start, end, n) => tf.pow(end / start, 1 / (n - 1));',
    ],
    wrong: [
      ['export const factorForEnd = (start, end, n) => (end / start) ** (1 / n);', /only n − 1 lie before step n/],
      ['export const factorForEnd = (start, end, n) => (end / start) ** (1 / (n + 1));', /one factor more than n/],
      ['export const factorForEnd = (start, end) => end / start;', /not the root of it/],
      ['export const factorForEnd = (start, end, n) => end / start / (n - 1);', /factors multiply/],
      ['export const factorForEnd = (start, end, n) => (start / end) ** (1 / (n - 1));', /start and end are swapped/],
      ['export const factorForEnd = (start, end, n) => 1 - (start - end) / start / (n - 1);', /a straight line/],
      ['export const factorForEnd = () => 0.9;', /0\.9 whatever it is given/],
    ],
  },
  rateForFloor: {
    right: [
      'export const rateForFloor = (eta, lambda, share) => { const F = share * eta / (2 - eta * lambda); return 2 * F / (1 + F * lambda); };',
      'export const rateForFloor = (eta, lambda, share) => 2 * share * eta / (2 - eta * lambda + share * eta * lambda);',
      'export const rateForFloor = (eta, lambda, share) => 2 / (lambda + (2 - eta * lambda) / (share * eta));',
      // By halving an interval.
      `export function rateForFloor(eta, lambda, share) {
        const floor = rate => rate / (2 - rate * lambda);
        let [low, high] = [0, eta];
        for (let k = 0; k < 100; k++) { const mid = (low + high) / 2; if (floor(mid) < share * floor(eta)) low = mid; else high = mid; }
        return high;
      }`,
      'export const rateForFloor = (eta, lambda, share) => { const F = tf.div(share * eta, 2 - eta * lambda); return tf.div(tf.mul(2, F), tf.add(1, tf.mul(F, lambda))); };',
    ],
    wrong: [
      ['export const rateForFloor = (eta, lambda, share) => share * eta;', /true of small rates only/],
      ['export const rateForFloor = (eta, lambda, share) => Math.sqrt(share) * eta;', /the root of the share/],
      ['export const rateForFloor = (eta, lambda, share) => 2 * share * eta / (2 - eta * lambda);', /the new floor has the new rate there, too/],
      ['export const rateForFloor = (eta, lambda, share) => { const F = share * eta / (2 - eta * lambda); return 2 * F / (1 - F * lambda); };', /a sign is turned/],
      ['export const rateForFloor = (eta, lambda, share) => { const F = share * eta / (2 - eta * lambda); return F / (1 + F * lambda); };', /the 2 is lost/],
      ['export const rateForFloor = (eta, lambda, share) => { const F = share * eta / (lambda * (2 - eta * lambda)); return 2 * F / (1 + F * lambda); };', /a λ has remained/],
    ],
  },
  twoFalls: {
    right: [
      'export const twoFalls = () => ({ eta: 0.06, first: 65, second: 135 });',
      'export const twoFalls = () => ({ eta: 0.075, first: 50, second: 120 });',
      'export const twoFalls = () => ({ eta: 0.05, first: 85, second: 135 });',
      'export const twoFalls = () => ({ eta: tf.scalar(0.07), first: [55], second: 130 });',
      'export function twoFalls() { return { first: 60, second: 125, eta: 0.07 }; }',
    ],
    wrong: [
      ['export const twoFalls = () => ({ eta: 0.05, first: 20, second: 145 });', /long before it has arrived/],
      ['export const twoFalls = () => ({ eta: 0.065, first: 148, second: 149 });', /too late to settle/],
      ['export const twoFalls = () => ({ eta: 0.1, first: 65, second: 130 });', /beyond 2\/25/],
      ['export const twoFalls = () => ({ eta: 0.065, first: 130, second: 65 });', /first ≤ second/],
      ['export const twoFalls = () => ({ eta: 0.065, first: 65.5, second: 130 });', /whole numbers, got 0\.065, 65\.5 and 130/],
      ['export const twoFalls = () => ({ eta: 0.03, first: 90, second: 135 });', /expected less than 0\.032, got/],
    ],
  },
  ratesOfTraining: {
    right: [
      loop('for (let e = 0; e < epochs; e++) { for (let b = 0; b < batches; b++) rates.push(rate); rate *= factor; }'),
      'export const ratesOfTraining = (epochs, batches, start, factor) => Array.from({ length: epochs * batches }, (_, k) => start * factor ** Math.floor(k / batches));',
      loop('for (let k = 0; k < epochs * batches; k++) { if (k > 0 && k % batches === 0) rate *= factor; rates.push(rate); }'),
      'export const ratesOfTraining = (epochs, batches, start, factor) => Array.from({ length: epochs }, (_, e) => Array(batches).fill(start * factor ** e)).flat();',
    ],
    wrong: [
      [loop('for (let e = 0; e < epochs; e++) { for (let b = 0; b < batches; b++) rates.push(rate); } rate *= factor;'), /the planted bug is still there/],
      [loop('for (let e = 0; e < epochs; e++) { for (let b = 0; b < batches; b++) { rates.push(rate); rate *= factor; } }'), /after every batch/],
      [loop('for (let e = 0; e < epochs; e++) { rate *= factor; for (let b = 0; b < batches; b++) rates.push(rate); }'), /before the updates of its epoch/],
      [loop('for (let e = 0; e < epochs; e++) { for (let b = 0; b < batches; b++) rates.push(rate); rate -= start * (1 - factor); }'), /taken off the first rate/],
      [loop('for (let e = 0; e < epochs; e++) { for (let b = 0; b < batches; b++) rates.push(rate); rate /= factor; }'), /divided by the factor/],
      [loop('for (let e = 0; e < epochs; e++) { rates.push(rate); rate *= factor; }'), /expected/],
    ],
  },
};
