import type { Answers } from './answers';

const median = 'const median = list => [...list].sort((a, b) => a - b)[(list.length - 1) / 2];';

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  bestRate: {
    right: [
      `export const bestRate = (rates, losses) => { ${median} const m = losses.map(median); return rates[m.indexOf(Math.min(...m))]; };`,
      `export function bestRate(rates, losses) {
        ${median}
        let best = 0;
        for (let k = 1; k < rates.length; k++) if (median(losses[k]) < median(losses[best])) best = k;
        return rates[best];
      }`,
      `export const bestRate = (rates, losses) => { ${median} return rates.map((rate, k) => [rate, median(losses[k])]).sort((a, b) => a[1] - b[1])[0][0]; };`,
      `export const bestRate = (rates, losses) => { ${median} return tf.gather(rates, tf.argMin(losses.map(median))); };`,
    ],
    wrong: [
      ['export const bestRate = (rates, losses) => { const m = losses.map(list => Math.min(...list)); return rates[m.indexOf(Math.min(...m))]; };', /luckiest single run/],
      ['export const bestRate = (rates, losses) => { const m = losses.map(list => list.reduce((a, b) => a + b) / list.length); return rates[m.indexOf(Math.min(...m))]; };', /lowest mean/],
      [`export const bestRate = (rates, losses) => { ${median} return Math.min(...losses.map(median)); };`, /the median itself/],
      [`export const bestRate = (rates, losses) => { ${median} const m = losses.map(median); return m.indexOf(Math.min(...m)); };`, /the place in the list/],
      [`export const bestRate = (rates, losses) => { ${median} const m = losses.map(median); return rates[m.indexOf(Math.max(...m))]; };`, /highest median/],
      ['export const bestRate = rates => rates[0];', /expected .*, got/],
    ],
  },
  stepsToLeave: {
    right: [
      'export const stepsToLeave = (y0, eta, lambda) => Math.ceil(Math.log(1 / y0) / Math.log(1 + eta * lambda));',
      'export const stepsToLeave = (y0, eta, lambda) => Math.ceil(-Math.log10(y0) / Math.log10(1 + eta * lambda));',
      // By walking.
      'export function stepsToLeave(y0, eta, lambda) { let y = y0, t = 0; while (y < 1) { y *= 1 + eta * lambda; t += 1; } return t; }',
      'export const stepsToLeave = (y0, eta, lambda) => (y0 >= 1 ? 0 : 1 + stepsToLeave(y0 * (1 + eta * lambda), eta, lambda));',
    ],
    wrong: [
      ['export const stepsToLeave = (y0, eta, lambda) => Math.log(1 / y0) / Math.log(1 + eta * lambda);', /steps are whole/],
      ['export const stepsToLeave = (y0, eta, lambda) => Math.floor(Math.log(1 / y0) / Math.log(1 + eta * lambda));', /rounded down/],
      ['export const stepsToLeave = (y0, eta, lambda) => Math.ceil(Math.log(1 / y0) / (eta * lambda));', /taken for ηλ/],
      ['export const stepsToLeave = (y0, eta) => Math.ceil(Math.log(1 / y0) / Math.log(1 + eta));', /without its curvature/],
      ['export const stepsToLeave = (y0, eta, lambda) => Math.ceil((1 - y0) / (eta * lambda * y0));', /the same amount every step/],
      ['export const stepsToLeave = () => 10;', /10 whatever it is given/],
    ],
  },
  noiseToLeave: {
    right: [
      'export const noiseToLeave = (n, eta, lambda) => 1 / (eta * (1 + eta * lambda) ** (n - 1));',
      'export const noiseToLeave = (n, eta, lambda) => (1 + eta * lambda) / eta / Math.pow(1 + eta * lambda, n);',
      // A walk with noise of 1, whose end is scaled.
      'export function noiseToLeave(n, eta, lambda) { let y = eta; for (let t = 2; t <= n; t++) y += eta * lambda * y; return 1 / y; }',
      'export const noiseToLeave = (n, eta, lambda) => Math.exp(-Math.log(eta) - (n - 1) * Math.log1p(eta * lambda));',
      'export const noiseToLeave = (n, eta, lambda) => tf.div(1, tf.mul(eta, tf.pow(1 + eta * lambda, n - 1)));',
    ],
    wrong: [
      ['export const noiseToLeave = (n, eta, lambda) => 1 / (eta * (1 + eta * lambda) ** n);', /all n steps make it grow/],
      ['export const noiseToLeave = (n, eta, lambda) => 1 / (1 + eta * lambda) ** (n - 1);', /not the noise whose step makes it/],
      ['export const noiseToLeave = (n, eta, lambda) => eta * (1 + eta * lambda) ** (n - 1);', /upside down/],
      ['export const noiseToLeave = (n, eta) => 1 / eta;', /left as it is/],
      ['export const noiseToLeave = (n, eta, lambda) => 1 / (eta * (1 - eta * lambda) ** (n - 1));', /that of a bowl|ends at \|y\|/],
      ['export const noiseToLeave = () => 0.1;', /0\.1 whatever it is given/],
    ],
  },
  overTheWall: {
    right: [
      'export const overTheWall = () => ({ eta: 0.01, gamma: 0.9 });',
      'export const overTheWall = () => ({ eta: 0.007, gamma: 0.91 });',
      'export const overTheWall = () => ({ gamma: tf.scalar(0.9), eta: [0.005] });',
      'export function overTheWall() { return { eta: 0.008, gamma: 0.9 }; }',
    ],
    wrong: [
      ['export const overTheWall = () => ({ eta: 0.001, gamma: 0.9 });', /first setting/],
      ['export const overTheWall = () => ({ eta: 0.01, gamma: 0 });', /gradient descent/],
      ['export const overTheWall = () => ({ eta: 0.005, gamma: 0.5 });', /outside the trap, got 2\.1/],
      ['export const overTheWall = () => ({ eta: 0.05, gamma: 0.9 });', /eta must be in \[0, 0\.01\]/],
      ['export const overTheWall = () => ({ eta: 0.002, gamma: 0.95 });', /expected less than -1\.03, got/],
    ],
  },
  fairRace: {
    right: [
      `export function fairRace(search, fresh) {
        ${median}
        return search.map((rates, m) => { const s = rates.map(median); return median(fresh[m][s.indexOf(Math.min(...s))]); });
      }`,
      `export function fairRace(search, fresh) {
        ${median}
        const out = [];
        for (let m = 0; m < search.length; m++) {
          let best = 0;
          for (let k = 0; k < search[m].length; k++) if (median(search[m][k]) < median(search[m][best])) best = k;
          out.push(median(fresh[m][best]));
        }
        return out;
      }`,
      // Judged first, chosen afterwards.
      `export const fairRace = (search, fresh) => {
        ${median}
        const judged = fresh.map(rates => rates.map(median));
        return search.map((rates, m) => rates.map((runs, k) => [median(runs), judged[m][k]]).reduce((a, b) => (b[0] < a[0] ? b : a))[1]);
      };`,
      `export const fairRace = (search, fresh) => { ${median} return tf.tensor1d(search.map((rates, m) => median(fresh[m][tf.argMin(rates.map(median)).dataSync()[0]]))); };`,
    ],
    wrong: [
      [`export const fairRace = (search, fresh) => { ${median} const s = search[0].map(median), b = s.indexOf(Math.min(...s)); return fresh.map(rates => median(rates[b])); };`, /the planted bug is still there/],
      [`export const fairRace = (search, fresh) => { ${median} return fresh.map(rates => Math.min(...rates.map(median))); };`, /fresh no more/],
      [`export const fairRace = search => { ${median} return search.map(rates => Math.min(...rates.map(median))); };`, /the search starts, on which/],
      [`export const fairRace = (search, fresh) => { ${median} return search.map((rates, m) => { const s = rates.map(l => Math.min(...l)); return median(fresh[m][s.indexOf(Math.min(...s))]); }); };`, /luckiest run chooses/],
      ['export const fairRace = search => search.map(() => 1);', /expected .*, got/],
    ],
  },
};
