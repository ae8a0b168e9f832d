import type { Answers } from './answers';

/** AdaGrad from the lines after its sum. */
const adagrad = (lines: string): string => `export const adagrad = ({ w, g, G }, { eta, epsilon }) => { const sum = tf.add(G, tf.square(g)); ${lines} };`;

/** AdaDelta from its step. */
const adadelta = (step: string): string => `export const adadelta = ({ w, g, v, D }, { eta, rho, epsilon }) => {
  const newV = tf.add(tf.mul(rho, v), tf.mul(1 - rho, tf.square(g)));
  const dw = ${step};
  const newD = tf.add(tf.mul(rho, D), tf.mul(1 - rho, tf.square(dw)));
  return { w: tf.add(w, tf.mul(eta, dw)), v: newV, D: newD };
};`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  adagrad: {
    right: [
      adagrad('return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(sum), epsilon))), G: sum };'),
      'export const adagrad = ({ w, g, G }, { eta, epsilon }) => { const next = G.add(g.square()); return { w: w.sub(g.div(next.sqrt().add(epsilon)).mul(eta)), G: next }; };',
      // A rate for each weight first.
      adagrad('const rates = tf.div(eta, tf.add(tf.sqrt(sum), epsilon)); return { w: tf.sub(w, tf.mul(rates, g)), G: sum };'),
      `export function adagrad({ w, g, G }, { eta, epsilon }) {
        const [ws, gs, Gs] = [w, g, G].map(tensor => Array.from(tensor.dataSync()));
        const next = Gs.map((sum, k) => sum + gs[k] ** 2);
        return { w: ws.map((x, k) => x - eta * gs[k] / (Math.sqrt(next[k]) + epsilon)), G: next };
      }`,
    ],
    wrong: [
      [adagrad('return { w: tf.add(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(sum), epsilon))), G: sum };'), /is added where it should be subtracted/],
      [adagrad('return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.sqrt(tf.add(sum, epsilon)))), G: sum };'), /epsilon stands inside the root|ε inside the root/],
      [adagrad('return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(sum, epsilon))), G: sum };'), /the root of G is missing/],
      [adagrad('return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(G), epsilon))), G: sum };'), /old G|expected .*, got/],
      ['export const adagrad = ({ w, g, G }, { eta, epsilon }) => { const sum = tf.add(G, g); return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(sum), epsilon))), G: sum }; };', /g is not squared/],
      [adagrad('return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(sum), epsilon))), G };'), /G is not remembered|the line of G is missing|expected .*, got/],
      // The average of RMSProp, with a decay of its own.
      ['export const adagrad = ({ w, g, G }, { eta, epsilon }) => { const sum = tf.add(tf.mul(0.9, G), tf.mul(0.1, tf.square(g))); return { w: tf.sub(w, tf.div(tf.mul(eta, g), tf.add(tf.sqrt(sum), epsilon))), G: sum }; };', /RMSProp|expected .*, got/],
    ],
  },
  rareRate: {
    right: [
      'export const rareRate = (eta, beta, k) => eta * Math.sqrt((1 - beta ** k) / (1 - beta));',
      'export const rareRate = (eta, beta, k) => eta / Math.sqrt((1 - beta) / (1 - Math.pow(beta, k)));',
      // The reciprocal of the series, written out.
      'export const rareRate = (eta, beta, k) => { let sum = 0; for (let j = 0; j < k; j++) sum += beta ** j; return eta * Math.sqrt(sum); };',
      // By running it for a long time.
      'export function rareRate(eta, beta, k) { let v = 0; for (let n = 0; n < 20000; n++) v = beta ** k * v + (1 - beta); return eta / Math.sqrt(v); }',
      'export const rareRate = (eta, beta, k) => tf.mul(eta, tf.sqrt(tf.div(1 - beta ** k, 1 - beta)));',
    ],
    wrong: [
      ['export const rareRate = (eta, beta, k) => eta * Math.sqrt(k);', /AdaGrad's √k/],
      ['export const rareRate = (eta, beta, k) => eta * Math.sqrt((1 - beta) / (1 - beta ** k));', /upside-down|upside down/],
      ['export const rareRate = (eta, beta) => eta / Math.sqrt(1 - beta);', /as if no gradient had come before/],
      ['export const rareRate = (eta, beta, k) => eta * (1 - beta ** k) / (1 - beta);', /the root is missing|root/],
      ['export const rareRate = (eta, beta, k) => eta * Math.sqrt((1 - beta * k) / (1 - beta));', /beta times k, not beta to the power of k|expected/],
      ['export const rareRate = eta => eta;', /expected|eta/],
    ],
  },
  gentleStart: {
    right: [
      'export const gentleStart = (g, s) => g ** 2 * (1 / s ** 2 - 1);',
      'export const gentleStart = (g, s) => (g / s) ** 2 - g * g;',
      'export const gentleStart = (g, s) => g * g * (1 - s) * (1 + s) / (s * s);',
      'export const gentleStart = (g, s) => { const root = Math.abs(g) / s; return (root - g) * (root + g); };',
      'export const gentleStart = (g, s) => tf.sub(tf.square(g / s), tf.square(g));',
    ],
    wrong: [
      ['export const gentleStart = (g, s) => (g / s) ** 2;', /what must stand under the root in all/],
      ['export const gentleStart = (g, s) => Math.abs(g) / s - Math.abs(g);', /nothing is squared/],
      ['export const gentleStart = (g, s) => g * g - (g / s) ** 2;', /the sign is turned|sign/],
      ['export const gentleStart = (g, s) => g * g / s - g * g;', /s is not squared/],
      ['export const gentleStart = (g, s) => (g * s) ** 2 - g * g;', /above the line|multiplied|divided/],
      ['export const gentleStart = () => 0.1;', /0\.1 whatever it is given/],
    ],
  },
  longMemory: {
    right: [
      'export const longMemory = () => ({ eta: 0.4, beta: 0.99 });',
      'export const longMemory = () => ({ eta: 1, beta: 0.995 });',
      'export const longMemory = () => ({ eta: tf.scalar(0.3), beta: tf.scalar(0.998) });',
      'export function longMemory() { return { beta: 0.999, eta: [0.25] }; }',
    ],
    wrong: [
      ['export const longMemory = () => ({ eta: 0.3, beta: 0.9 });', /the usual 0\.9/],
      ['export const longMemory = () => ({ eta: 0.01, beta: 0.9 });', /the library's default/],
      ['export const longMemory = () => ({ eta: 0.5, beta: 1 });', /beta in \[0, 1\), got 0\.5 and 1/],
      ['export const longMemory = () => ({ eta: 0.001, beta: 0.99 });', /expected less than 1e-8, got/],
      ['export const longMemory = () => ({ eta: -0.5, beta: 0.99 });', /eta must be 0 or more/],
    ],
  },
  adadelta: {
    right: [
      adadelta('tf.neg(tf.mul(tf.div(tf.sqrt(tf.add(D, epsilon)), tf.sqrt(tf.add(newV, epsilon))), g))'),
      // One root for both.
      adadelta('tf.mul(tf.sqrt(tf.div(tf.add(D, epsilon), tf.add(newV, epsilon))), tf.neg(g))'),
      `export const adadelta = ({ w, g, v, D }, { eta, rho, epsilon }) => {
        const squares = v.mul(rho).add(g.square().mul(1 - rho));
        const step = D.add(epsilon).sqrt().div(squares.add(epsilon).sqrt()).mul(g);
        return { w: w.sub(step.mul(eta)), v: squares, D: D.mul(rho).add(step.square().mul(1 - rho)) };
      };`,
      `export function adadelta({ w, g, v, D }, { eta, rho, epsilon }) {
        const [ws, gs, vs, Ds] = [w, g, v, D].map(tensor => Array.from(tensor.dataSync()));
        const newV = vs.map((x, k) => rho * x + (1 - rho) * gs[k] ** 2);
        const dw = gs.map((x, k) => -Math.sqrt((Ds[k] + epsilon) / (newV[k] + epsilon)) * x);
        return { w: ws.map((x, k) => x + eta * dw[k]), v: newV, D: Ds.map((x, k) => rho * x + (1 - rho) * dw[k] ** 2) };
      }`,
    ],
    wrong: [
      [adadelta('tf.div(g, tf.add(tf.sqrt(newV), epsilon))'), /the planted bug is still there|as deck 000 prints it/],
      [adadelta('tf.neg(tf.div(g, tf.add(tf.sqrt(newV), epsilon)))'), /expected .*, got/],
      [adadelta('tf.mul(tf.div(tf.sqrt(tf.add(D, epsilon)), tf.sqrt(tf.add(newV, epsilon))), g)'), /expected .*, got/],
      [adadelta('tf.neg(tf.mul(tf.div(tf.add(tf.sqrt(D), epsilon), tf.add(tf.sqrt(newV), epsilon)), g))'), /ε outside the root|epsilon stands outside/],
      [adadelta('tf.neg(tf.mul(tf.div(tf.sqrt(tf.add(D, epsilon)), tf.sqrt(tf.add(v, epsilon))), g))'), /old v|expected .*, got/],
      [adadelta('tf.neg(tf.mul(tf.div(tf.sqrt(tf.add(newV, epsilon)), tf.sqrt(tf.add(D, epsilon))), g))'), /swapped|expected .*, got/],
    ],
  },
};
