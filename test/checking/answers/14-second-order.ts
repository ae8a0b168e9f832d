import type { Answers } from './answers';

const dot = 'const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);';

/** The two loops, over the pairs in these orders. */
const loops = (wayIn: string, middle: string, wayOut: string, sign = '-'): string => `export function direction(g, s, y) {
  ${dot}
  const old = s.map((_, k) => k), fresh = [...old].reverse(), m = s.length - 1;
  const a = [];
  let q = [...g];
  for (const k of ${wayIn}) { a[k] = dot(s[k], q) / dot(s[k], y[k]); q = q.map((v, i) => v - a[k] * y[k][i]); }
  let r = q.map(v => v * (${middle}));
  for (const k of ${wayOut}) { const b = dot(y[k], r) / dot(s[k], y[k]); r = r.map((v, i) => v + (a[k] - b) * s[k][i]); }
  return r.map(v => ${sign}v);
}`;

const theta = 'dot(s[m], y[m]) / dot(y[m], y[m])';

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  secantStep: {
    right: [
      'export const secantStep = (w, g, wBefore, gBefore) => w - g * (w - wBefore) / (g - gBefore);',
      'export function secantStep(w, g, wBefore, gBefore) { const c = (gBefore - g) / (wBefore - w); return w - g / c; }',
      // Where the line through both slopes is zero.
      'export const secantStep = (w, g, wBefore, gBefore) => (wBefore * g - w * gBefore) / (g - gBefore);',
      'export const secantStep = (w, g, wBefore, gBefore) => tf.sub(w, tf.div(g, tf.div(tf.sub(g, gBefore), tf.sub(w, wBefore))));',
      'export const secantStep = (w, g, wb, gb) => { const s = w - wb, y = g - gb; return [w - s * g / y]; };',
    ],
    wrong: [
      ['export const secantStep = (w, g, wBefore, gBefore) => w - g * (g - gBefore) / (w - wBefore);', /upside down/],
      ['export const secantStep = (w, g, wBefore, gBefore) => w + g * (w - wBefore) / (g - gBefore);', /sign|different orders/],
      ['export const secantStep = (w, g, wBefore, gBefore) => wBefore - g * (w - wBefore) / (g - gBefore);', /starts at the weight before/],
      ['export const secantStep = (w, g, wBefore, gBefore) => w - g / (g - gBefore);', /not divided by the move/],
      ['export const secantStep = (w, g, wBefore, gBefore) => -g * (w - wBefore) / (g - gBefore);', /not where it leads/],
      ['export const secantStep = (w, g) => w - 0.1 * g;', /expected .*, got/],
    ],
  },
  newtonFactor: {
    right: [
      'export const newtonFactor = p => 1 - 1 / (p - 1);',
      'export const newtonFactor = p => (p - 2) / (p - 1);',
      // A step from 1.
      'export const newtonFactor = p => { const slope = p, curvature = p * (p - 1); return 1 - slope / curvature; };',
      'export const newtonFactor = p => { const w = 3; return (w - p * w ** (p - 1) / (p * (p - 1) * w ** (p - 2))) / w; };',
      'export const newtonFactor = p => tf.sub(1, tf.div(1, p - 1));',
    ],
    wrong: [
      ['export const newtonFactor = p => 1 / (p - 1);', /what the step takes off/],
      ['export const newtonFactor = p => (p - 1) / p;', /p² wᵖ⁻²/],
      ['export const newtonFactor = () => 0;', /without the p − 1|expected/],
      ['export const newtonFactor = p => 2 - p;', /changed places/],
      ['export const newtonFactor = p => p / (p - 1);', /uphill/],
      ['export const newtonFactor = () => 2 / 3;', /expected .*, got/],
    ],
  },
  secantRate: {
    right: [
      `export const secantRate = (s, y) => { ${dot} return dot(s, s) / dot(s, y); };`,
      `export const secantRate = (s, y) => { ${dot} return 1 / (dot(y, s) / dot(s, s)); };`,
      'export function secantRate(s, y) { let top = 0, low = 0; for (let k = 0; k < s.length; k++) { top += s[k] ** 2; low += s[k] * y[k]; } return top / low; }',
      'export const secantRate = (s, y) => tf.div(tf.sum(tf.square(s)), tf.dot(s, y));',
      // By looking for the bottom of the parabola.
      `export function secantRate(s, y) {
        const f = c => y.reduce((sum, v, k) => sum + (v - c * s[k]) ** 2, 0);
        const bend = f(1) - 2 * f(0) + f(-1);
        return bend / (f(-1) - f(1)) * 2 / 1;
      }`,
    ],
    wrong: [
      [`export const secantRate = (s, y) => { ${dot} return dot(s, y) / dot(s, s); };`, /one over the rate|changed places|upside/],
      [`export const secantRate = (s, y) => { ${dot} return dot(s, y) / dot(y, y); };`, /θ of the lesson/],
      ['export const secantRate = (s, y) => Math.hypot(...s) / Math.hypot(...y);', /length of s over that of y/],
      ['export const secantRate = (s, y) => s.reduce((a, b) => a + b, 0) / y.reduce((a, b) => a + b, 0);', /sum of s over the sum of y/],
      ['export const secantRate = (s, y) => s[0] / y[0];', /expected .*, got|comes nearer/],
      ['export const secantRate = () => 0.1;', /0\.1 whatever it is given/],
    ],
  },
  noLeap: {
    right: [
      'export const noLeap = () => ({ eta: 0.6, longest: 0.3 });',
      'export const noLeap = () => ({ eta: 1.2, longest: 0.2 });',
      'export const noLeap = () => ({ longest: tf.scalar(0.1), eta: [1] });',
      'export function noLeap() { return { eta: 0.9, longest: 0.2 }; }',
    ],
    wrong: [
      ['export const noLeap = () => ({ eta: 1, longest: 1000 });', /whole step without a bound/],
      ['export const noLeap = () => ({ eta: 0.5, longest: 1000 });', /half a step alone/],
      ['export const noLeap = () => ({ eta: 0.1, longest: 0.2 });', /expected less than 1e-4, got/],
      ['export const noLeap = () => ({ eta: 0.8, longest: 0.7 });', /highest loss on the way .* expected no more than 24\.2, got/],
      ['export const noLeap = () => ({ eta: 0, longest: 0.2 });', /eta must be above 0, got 0/],
    ],
  },
  direction: {
    right: [
      loops('fresh', theta, 'old'),
      // Newest first, by recursion.
      `export function direction(g, s, y) {
        ${dot}
        const m = s.length - 1, theta = ${theta};
        const H = (q, k) => {
          if (k < 0) return q.map(v => theta * v);
          const rho = 1 / dot(s[k], y[k]), a = rho * dot(s[k], q);
          const r = H(q.map((v, i) => v - a * y[k][i]), k - 1);
          const b = rho * dot(y[k], r);
          return r.map((v, i) => v + (a - b) * s[k][i]);
        };
        return H(g, m).map(v => -v);
      }`,
      // On tensors.
      `export const direction = (g, s, y) => tf.tidy(() => {
        const S = s.map(v => tf.tensor1d(v)), Y = y.map(v => tf.tensor1d(v)), rho = S.map((v, k) => tf.div(1, tf.dot(v, Y[k]))), a = [];
        let q = tf.tensor1d(g);
        for (let k = S.length - 1; k >= 0; k--) { a[k] = tf.mul(rho[k], tf.dot(S[k], q)); q = tf.sub(q, tf.mul(a[k], Y[k])); }
        const last = S.length - 1;
        q = tf.mul(q, tf.div(tf.dot(S[last], Y[last]), tf.dot(Y[last], Y[last])));
        S.forEach((v, k) => { q = tf.add(q, tf.mul(v, tf.sub(a[k], tf.mul(rho[k], tf.dot(Y[k], q))))); });
        return tf.neg(q).arraySync();
      });`,
      // With the matrix itself.
      `export function direction(g, s, y) {
        ${dot}
        const m = s.length - 1, n = g.length, theta = ${theta};
        let H = tf.mul(tf.eye(n), theta);
        for (let k = 0; k <= m; k++) {
          const rho = 1 / dot(s[k], y[k]), S = tf.tensor2d(s[k], [n, 1]), Y = tf.tensor2d(y[k], [n, 1]);
          const V = tf.sub(tf.eye(n), tf.mul(rho, tf.matMul(Y, S, false, true)));
          H = tf.add(tf.matMul(V, tf.matMul(H, V), true, false), tf.mul(rho, tf.matMul(S, S, false, true)));
        }
        return tf.neg(tf.reshape(tf.matMul(H, tf.tensor2d(g, [n, 1])), [n]));
      }`,
    ],
    wrong: [
      [loops('fresh', theta, 'fresh'), /the planted bug is still there|way out runs from the newest/],
      [loops('old', theta, 'old'), /way in runs from the oldest/],
      [loops('old', theta, 'fresh'), /both loops run the wrong way/],
      [loops('fresh', '1', 'old'), /θ is missing/],
      [loops('fresh', 'dot(s[0], y[0]) / dot(y[0], y[0])', 'old'), /that of the oldest pair/],
      [loops('fresh', theta, 'old', ''), /uphill/],
      ['export const direction = g => g.map(v => -v);', /expected .*, got/],
    ],
  },
};
