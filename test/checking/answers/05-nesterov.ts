import type { Answers } from './answers';

/** Torch's step from one line for u. */
const torch = (u: string): string => `export const torchStep = ({ u, V, g, eta, gamma, munext }) => { const velocity = gamma * V + eta * g; return { u: ${u}, V: velocity }; };`;

/** The walk of 5.5 from the lines of one step. */
const walk = (lines: string): string => `export const growingMomentum = (start, curvature, eta, gammas) => { let w = start, V = 0; return gammas.map(gamma => { ${lines} }); };`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  nesterov: {
    right: [
      'export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(next), V: next }; };',
      // Ahead first, then the correction.
      `export function nesterov({ w, g, V }, { eta, gamma }) {
        const ahead = tf.sub(w, tf.mul(gamma, V));
        return { w: tf.sub(ahead, tf.mul(eta, g)), V: tf.add(tf.mul(gamma, V), tf.mul(eta, g)) };
      }`,
      // The velocity with the other sign inside, and given back with the course's.
      'export const nesterov = ({ w, g, V }, { eta, gamma }) => { const move = tf.neg(V).mul(gamma).sub(g.mul(eta)); return { w: w.add(move), V: tf.neg(move) }; };',
      `export function nesterov({ w, g, V }, { eta, gamma }) {
        const [ws, gs, Vs] = [w, g, V].map(tensor => [...tensor.dataSync()]);
        const next = Vs.map((v, k) => gamma * v + eta * gs[k]);
        return { w: ws.map((x, k) => x - next[k]), V: next };
      }`,
    ],
    wrong: [
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(V.mul(gamma)).sub(next), V: next }; };', /expected .*, got/],
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.add(next), V: next }; };', /V is added where it should be subtracted/],
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => ({ w: w.sub(V), V: V.mul(gamma).add(g.mul(eta)) });', /uses the old V/],
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(eta).add(g.mul(gamma)); return { w: w.sub(next), V: next }; };', /eta and gamma are swapped/],
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g); return { w: w.sub(next.mul(eta)), V: next }; };', /expected .*, got/],
      ['export const nesterov = ({ w, g, V }, { eta }) => ({ w: w.sub(g.mul(eta)), V });', /Gradient descent|expected .*, got/],
      // Torch's line, where the course keeps w.
      ['export const nesterov = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(g.mul(eta).add(next.mul(gamma))), V: next }; };', /expected .*, got/],
    ],
  },
  torchStep: {
    right: [
      torch('u - eta * g - munext * velocity'),
      torch('u + gamma * V - (1 + munext) * velocity'),
      'export const torchStep = ({ u, V, g, eta, gamma, munext }) => ({ V: gamma * V + eta * g, u: u - munext * gamma * V - (1 + munext) * eta * g });',
      // By the way of the lesson: back to w, a step, ahead again.
      `export function torchStep({ u, V, g, eta, gamma, munext }) {
        const w = u + gamma * V;
        const velocity = gamma * V + eta * g;
        const after = w - velocity;
        return { u: after - munext * velocity, V: velocity };
      }`,
      'export const torchStep = s => { const V = tf.add(tf.mul(s.gamma, s.V), tf.mul(s.eta, s.g)); return { u: tf.sub(s.u, tf.add(tf.mul(s.eta, s.g), tf.mul(s.munext, V))), V }; };',
    ],
    wrong: [
      [torch('u - eta * g - gamma * velocity'), /reached with this step's gamma/],
      [torch('u - velocity'), /u loses the new velocity only/],
      [torch('u - eta * g - munext * V'), /the old velocity stands where the new one belongs/],
      [torch('u - eta * g - velocity'), /without the next gamma/],
      [torch('u - munext * velocity'), /the gradient is used once/],
      [torch('u - eta * g'), /not the point ahead/],
      ['export const torchStep = ({ u, V, g, eta, gamma, munext }) => ({ u: u - eta * (g + munext * V), V: gamma * V + g });', /expected .*, got/],
    ],
  },
  calmMomentum: {
    right: [
      'export const calmMomentum = (eta, curvature) => { const q = Math.sqrt(eta * curvature); return (1 - q) / (1 + q); };',
      // Straight from the quadratic equation.
      'export const calmMomentum = (eta, c) => { const q = eta * c; return (1 + q - 2 * Math.sqrt(q)) / (1 - q); };',
      'export const calmMomentum = (eta, c) => { const kappa = 1 / (eta * c); return (Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1); };',
      'export const calmMomentum = (eta, c) => 2 / (1 + Math.sqrt(eta * c)) - 1;',
      'export const calmMomentum = (eta, c) => { const q = tf.sqrt(eta * c); return tf.div(tf.sub(1, q), tf.add(1, q)); };',
    ],
    wrong: [
      ['export const calmMomentum = (eta, c) => (1 - Math.sqrt(eta * c)) ** 2;', /the heavy ball's limit/],
      ['export const calmMomentum = (eta, c) => { const q = Math.sqrt(eta * c); return (1 + q) / (1 - q); };', /the other solution|above 1/],
      ['export const calmMomentum = (eta, c) => (1 - eta * c) / (1 + eta * c);', /roots are forgotten|root/],
      ['export const calmMomentum = (eta, c) => { const q = Math.sqrt(eta * c); return ((1 - q) / (1 + q)) ** 2; };', /it is squared|squared/],
      ['export const calmMomentum = () => 0.9;', /0\.9 whatever it is given/],
      ['export const calmMomentum = eta => { const q = Math.sqrt(eta); return (1 - q) / (1 + q); };', /expected|lambda|curvature/],
    ],
  },
  steeperRavine: {
    right: [
      'export const steeperRavine = () => ({ eta: 0.011, gamma: 0.83 });',
      'export const steeperRavine = () => ({ eta: 0.01, gamma: 0.84 });',
      'export const steeperRavine = () => ({ eta: tf.scalar(0.0125), gamma: tf.scalar(0.83) });',
      'export function steeperRavine() { return { gamma: 0.845, eta: [0.0115] }; }',
    ],
    wrong: [
      ['export const steeperRavine = () => ({ eta: 0.01, gamma: 9 / 11 });', /the textbook setting/],
      ['export const steeperRavine = () => ({ eta: 0.02, gamma: 0.8 });', /diverges: eta times 100 must stay below/],
      ['export const steeperRavine = () => ({ eta: 0.005, gamma: 0.8 });', /expected less than 1e-4, got/],
      ['export const steeperRavine = () => ({ eta: 0.01, gamma: 1 });', /gamma in \[0, 1\), got 0\.01 and 1/],
      ['export const steeperRavine = () => ({ eta: 0.01, gamma: 0.9 });', /the usual 0\.9/],
    ],
  },
  growingMomentum: {
    right: [
      walk('const ahead = w - gamma * V; V = gamma * V + eta * curvature * ahead; w = w - V; return w;'),
      walk('V *= gamma; V += eta * curvature * (w - V); w -= V; return w;'),
      // As one line with the braked momentum.
      walk('V = gamma * (1 - eta * curvature) * V + eta * curvature * w; w = w - V; return w;'),
      // To the point ahead, and a step of gradient descent from there.
      `export function growingMomentum(start, curvature, eta, gammas) {
        const path = [start, start];
        for (const gamma of gammas) {
          const [before, now] = path.slice(-2);
          const ahead = now + gamma * (now - before);
          path.push(ahead - eta * curvature * ahead);
        }
        return path.slice(2);
      }`,
      'export const growingMomentum = (start, c, eta, gammas) => { let w = start, V = 0; const out = new Float64Array(gammas.length); gammas.forEach((m, k) => { V = m * V + eta * c * (w - m * V); w -= V; out[k] = w; }); return out; };',
    ],
    wrong: [
      [walk('V = gamma * V; const slope = curvature * (w - gamma * V); V = V + eta * slope; w = w - V; return w;'), /the planted bug is still there/],
      [walk('V = gamma * V + eta * curvature * w; w = w - V; return w;'), /which is the heavy ball/],
      [walk('V = gamma * V + eta * curvature * (w - V); w = w - V; return w;'), /without its factor gamma/],
      [walk('V = gamma * V + eta * curvature * (w + gamma * V); w = w - V; return w;'), /looks behind/],
      [walk('const ahead = w - gamma * V; V = gamma * V + eta * curvature * ahead; w = ahead - V; return w;'), /expected .*, got/],
    ],
  },
};
