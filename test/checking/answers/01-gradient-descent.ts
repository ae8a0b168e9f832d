import type { Answers } from './answers';

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  gradientDescent: {
    right: [
      'export const gradientDescent = ({ w, g }, { eta }) => ({ w: w.sub(g.mul(eta)) });',
      'export function gradientDescent({ w, g }, { eta }) { return { w: tf.add(w, tf.mul(-eta, g)) }; }',
      'export const gradientDescent = ({ w, g }, { eta }) => ({ w: tf.tidy(() => tf.addN([w, tf.neg(g).mul(tf.scalar(eta))])) });',
      // In numbers, away from tensors.
      `export function gradientDescent({ w, g }, { eta }) {
        const [weights, slopes] = [w.dataSync(), g.dataSync()];
        return { w: Array.from(weights, (value, k) => value - eta * slopes[k]) };
      }`,
      'export const gradientDescent = ({ w, g }, { eta }) => ({ w: Float32Array.from(w.dataSync(), (value, k) => value - eta * g.dataSync()[k]) });',
      // One more entry than is asked for does no harm.
      'export const gradientDescent = ({ w, g, t }, { eta }) => ({ w: w.sub(g.mul(eta)), t: t + 1 });',
    ],
    wrong: [
      ['export const gradientDescent = ({ w, g }, { eta }) => ({ w: tf.add(w, tf.mul(eta, g)) });', /eta \* g is added where it should be subtracted/],
      ['export const gradientDescent = ({ w, g }) => ({ w: tf.sub(w, g) });', /the factor eta is missing/],
      ['export const gradientDescent = ({ w, g }, { eta }) => ({ w: tf.sub(w, tf.mul(2 * eta, g)) });', /eta is taken 2 times/],
      ['export const gradientDescent = ({ w, g }, { eta, t }) => ({ w: tf.mul(w, tf.mul(eta, g)) });', /Gradient descent, as deck 003 prints it/],
      ['export const gradientDescent = ({ w, g }, { eta }) => ({ w: tf.sub(w, tf.mul(eta, tf.square(g))) });', /g is squared/],
      ['export const gradientDescent = ({ w }) => ({ w: tf.clone(w) });', /w never changes/],
      ['export const gradientDescent = ({ w, g }, { eta }) => ({ w: tf.mul(1 - eta, g) });', /expected .*, got/],
    ],
  },
  regime: {
    right: [
      `export const regime = (eta, curvature) => {
        const factor = eta * curvature;
        return factor < 1 ? 'slow' : factor === 1 ? 'one step' : factor < 2 ? 'overshoots' : factor === 2 ? 'oscillates' : 'diverges';
      };`,
      `export function regime(eta, curvature) {
        const names = { '-1': 'slow', 0: 'one step' };
        const p = eta * curvature;
        if (p <= 1) return names[Math.sign(p - 1)];
        return p > 2 ? 'diverges' : p < 2 ? 'overshoots' : 'oscillates';
      }`,
      // By the factor itself, 1 − ηλ.
      `export function regime(eta, curvature) {
        const q = 1 - eta * curvature;
        if (q > 0) return 'slow';
        if (q === 0) return 'one step';
        if (q > -1) return 'overshoots';
        return q === -1 ? 'oscillates' : 'diverges';
      }`,
      `export function regime(eta, curvature) {
        switch (true) {
          case eta * curvature > 2: return 'diverges';
          case eta * curvature === 2: return 'oscillates';
          case eta * curvature > 1: return 'overshoots';
          case eta * curvature === 1: return 'one step';
          default: return 'slow';
        }
      }`,
    ],
    wrong: [
      ["export const regime = (eta, c) => eta * c < 1 ? 'slow' : eta * c === 1 ? 'one step' : eta * c < 2 ? 'overshoots' : 'diverges';", /2\/λ counts as divergence/],
      ["export const regime = (eta, c) => eta * c < 1 ? 'slow' : eta * c < 2 ? 'overshoots' : eta * c === 2 ? 'oscillates' : 'diverges';", /1\/λ counts as overshooting/],
      ["export const regime = (eta, c) => eta < 1 ? 'slow' : eta === 1 ? 'one step' : eta < 2 ? 'overshoots' : eta === 2 ? 'oscillates' : 'diverges';", /the curvature is left out/],
      ["export const regime = () => 'slow';", /gives 'slow' whatever it is given/],
      ["export const regime = (eta, c) => eta * c < 1 ? 'slow' : eta * c === 1 ? 'onestep' : eta * c < 2 ? 'overshoots' : eta * c === 2 ? 'oscillates' : 'diverges';", /expected 'one step', got 'onestep'/],
    ],
  },
  bestRate: {
    right: [
      'export const bestRate = (g, c) => g.reduce((sum, x) => sum + x * x, 0) / g.reduce((sum, x, i) => sum + c[i] * x * x, 0);',
      'export const bestRate = (g, c) => tf.div(tf.sum(tf.square(g)), tf.sum(tf.mul(c, tf.square(g))));',
      `export function bestRate(g, c) {
        const length = Math.hypot(...g);
        const unit = g.map(x => x / length);
        return 1 / unit.reduce((sum, x, i) => sum + c[i] * x ** 2, 0);
      }`,
      // By Newton's step on the loss after the step, which is a parabola in η.
      `export function bestRate(g, c) {
        const slope = eta => g.reduce((sum, x, i) => sum - x * x + eta * c[i] * x * x, 0);
        return -slope(0) / (slope(1) - slope(0));
      }`,
      'export const bestRate = (g, c) => [tf.dot(g, g).dataSync()[0] / tf.dot(tf.mul(c, g), g).dataSync()[0]];',
    ],
    wrong: [
      ['export const bestRate = (g, c) => g.reduce((s, x) => s + x * x, 0) / (2 * g.reduce((s, x, i) => s + c[i] * x * x, 0));', /half of what is asked/],
      ['export const bestRate = (g, c) => g.reduce((s, x) => s + x, 0) / g.reduce((s, x, i) => s + c[i] * x, 0);', /expected/],
      ['export const bestRate = (g, c) => c.length / c.reduce((s, x) => s + x, 0);', /one over the mean curvature/],
      ['export const bestRate = (g, c) => 2 / (Math.min(...c) + Math.max(...c));', /2 \/ \(μ \+ L\)/],
      ['export const bestRate = (g, c) => 2 * g.reduce((s, x) => s + x * x, 0) / g.reduce((s, x, i) => s + c[i] * x * x, 0);', /limit of stability/],
      ['export const bestRate = (g, c) => g.reduce((s, x) => s + x * x, 0) / g.reduce((s, x, i) => s + c[i] ** 2 * x * x, 0);', /c is squared/],
      ['export const bestRate = (g, c) => { g.sort(); return 0.25; };', /whatever it is given/],
    ],
  },
  twoValleys: {
    right: [
      'export const twoValleys = () => ({ near: 0.005, far: 0.0215 });',
      'export const twoValleys = () => ({ near: tf.scalar(0.01), far: tf.scalar(0.021) });',
      'export function twoValleys() { const near = 0.012; return { far: 0.021, near }; }',
      'export const twoValleys = () => ({ near: [0.008], far: [0.0205] });',
    ],
    wrong: [
      ['export const twoValleys = () => ({ near: 0.021, far: 0.01 });', /near and far have changed places/],
      ['export const twoValleys = () => ({ near: 0.01, far: 0.1 });', /far: at your rate 0\.1 the descent diverges/],
      ['export const twoValleys = () => ({ near: -1, far: 0.021 });', /a rate is a number from 0 up, got -1/],
      ['export const twoValleys = () => [0.01, 0.021];', /expected an object with near, far, got a list of 2/],
    ],
  },
  miniBatches: {
    right: [
      `export function miniBatches(order, batchSize) {
        const batches = [];
        for (let from = 0; from < order.length; from += batchSize) batches.push(order.slice(from, from + batchSize));
        return batches;
      }`,
      'export const miniBatches = (order, size) => Array.from({ length: Math.ceil(order.length / size) }, (_, k) => order.slice(k * size, (k + 1) * size));',
      `export function miniBatches(order, batchSize) {
        const rest = [...order], batches = [];
        while (rest.length > 0) batches.push(rest.splice(0, batchSize));
        return batches;
      }`,
      'export const miniBatches = (order, size) => order.reduce((all, example, k) => { if (k % size === 0) all.push([]); all.at(-1).push(example); return all; }, []);',
      'export const miniBatches = (order, size) => order.length <= size ? [Int32Array.from(order)] : [order.slice(0, size), ...miniBatches(order.slice(size), size)];',
    ],
    wrong: [
      ['export const miniBatches = (order, size) => Array.from({ length: Math.floor(order.length / size) }, (_, k) => order.slice(k * size, (k + 1) * size));', /the planted bug is still there/],
      ['export const miniBatches = (order, size) => Array.from({ length: Math.round(order.length / size) }, (_, k) => order.slice(k * size, (k + 1) * size));', /rounded to the nearest/],
      ['export const miniBatches = (order, size) => Array.from({ length: Math.floor(order.length / size) + 1 }, (_, k) => order.slice(k * size, (k + 1) * size));', /a batch too many/],
      ['export function miniBatches(order, size) { const b = []; while (order.length > 0) b.push(order.splice(0, size)); return b; }', /the given .* was changed: .*the length.* from \d+ to 0/],
    ],
  },
};
