import type { Answers } from './answers';

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  momentum: {
    right: [
      'export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(next), V: next }; };',
      // The velocity as a displacement, with the other sign.
      'export const momentum = ({ w, g, V }, { eta, gamma }) => { const move = V.mul(gamma).sub(g.mul(eta)); return { w: w.add(move), V: move }; };',
      // What is kept is the part that will be handed on.
      'export const momentum = ({ w, g, V }, { eta, gamma }) => { const step = V.add(g.mul(eta)); return { w: w.sub(step), V: step.mul(gamma) }; };',
      `export function momentum({ w, g, V }, { eta, gamma }) {
        const slopes = g.arraySync(), old = V.arraySync();
        const each = (f, ...lists) => Array.isArray(lists[0]) ? lists[0].map((_, k) => each(f, ...lists.map(list => list[k]))) : f(...lists);
        const step = each((v, s) => gamma * v + eta * s, old, slopes);
        return { w: each((x, s) => x - s, w.arraySync(), step), V: step };
      }`,
      'export const momentum = ({ w, g, V }, { eta, gamma }) => tf.tidy(() => { const next = tf.addN([tf.mul(gamma, V), tf.mul(eta, g)]); return { w: tf.sub(w, next), V: next }; });',
    ],
    wrong: [
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.add(next), V: next }; };', /V is added where it should be subtracted/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(1 - gamma)); return { w: w.sub(next.mul(eta)), V: next }; };', /Momentum, moving average.*this exercise asks for V = gamma \* V \+ eta \* g/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g); return { w: w.sub(next.mul(eta)), V: next }; };', /Momentum, sum of gradients/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => ({ w: w.sub(V), V: V.mul(gamma).add(g.mul(eta)) });', /uses the old V/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(eta).add(g.mul(gamma)); return { w: w.sub(next), V: next }; };', /eta and gamma are swapped/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(next), V }; };', /Gradient descent/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.add(g).mul(gamma * eta); return { w: w.sub(next), V: next }; };', /expected .*, got/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(gamma).add(g.mul(eta)); return { w: w.sub(next.mul(eta)), V: next }; };', /expected .*, got/],
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(1 - gamma).add(g.mul(eta)); return { w: w.sub(next), V: next }; };', /1 − gamma stands where gamma belongs/],
      // Two slips at once.
      ['export const momentum = ({ w, g, V }, { eta, gamma }) => { const next = V.mul(eta).add(g.mul(gamma)); return { w: w.add(next), V: next }; };', /two slips: .*swapped.*(added|subtracted)/],
    ],
  },
  averageSettings: {
    right: [
      'export const averageSettings = ({ eta, gamma }) => ({ beta: gamma, eta: eta / (1 - gamma) });',
      'export const averageSettings = sum => ({ eta: sum.eta * (1 - sum.gamma) ** -1, beta: sum.gamma });',
      'export const averageSettings = ({ eta, gamma }) => ({ eta: tf.div(eta, tf.sub(1, gamma)), beta: tf.scalar(gamma) });',
      'export function averageSettings({ eta, gamma }) { const share = 1 - gamma; return { eta: [eta / share], beta: [1 - share] }; }',
    ],
    wrong: [
      ['export const averageSettings = ({ eta, gamma }) => ({ eta, beta: gamma });', /for eta eta is not divided by 1 - gamma/],
      ['export const averageSettings = ({ eta, gamma }) => ({ eta: eta * (1 - gamma), beta: gamma });', /multiplied by 1 - gamma where it should be divided/],
      ['export const averageSettings = ({ eta, gamma }) => ({ eta: eta / (1 - gamma), beta: 1 - gamma });', /for beta 1 − gamma stands where gamma belongs/],
      ['export const averageSettings = ({ eta, gamma }) => ({ eta: eta / (1 + gamma), beta: gamma });', /gamma is added where it should be subtracted/],
      ['export const averageSettings = ({ eta, gamma }) => ({ eta: eta / gamma, beta: gamma });', /gamma stands where 1 - gamma belongs/],
    ],
  },
  ravineSettings: {
    right: [
      'export const ravineSettings = () => ({ eta: 0.033, gamma: 0.67 });',
      'export const ravineSettings = () => { const root = Math.sqrt(100); return { eta: (2 / (root + 1)) ** 2, gamma: ((root - 1) / (root + 1)) ** 2 }; };',
      'export const ravineSettings = () => ({ eta: tf.scalar(4 / 121), gamma: tf.scalar(81 / 121) });',
      'export function ravineSettings() { return { gamma: 0.68, eta: 0.032 }; }',
    ],
    wrong: [
      ['export const ravineSettings = () => ({ eta: 4 / 121, gamma: 9 / 11 });', /the root of gamma stands for gamma/],
      ['export const ravineSettings = () => ({ eta: 4 / 121, gamma: 0.9 });', /the usual 0\.9/],
      ['export const ravineSettings = () => ({ eta: 1, gamma: 0.5 });', /expected less than 1e-4, got/],
      ['export const ravineSettings = () => ({ eta: 0.03, gamma: 1.2 });', /gamma in \[0, 1\), got 0\.03 and 1\.2/],
    ],
  },
  heavyBall: {
    right: [
      'export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.sub(g.mul(eta)).add(w.sub(wprev).mul(gamma)), wprev: w });',
      'export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: tf.sub(tf.mul(1 + gamma, w), tf.add(tf.mul(gamma, wprev), tf.mul(eta, g))), wprev: w.clone() });',
      // What is kept is the last move: at first, where wprev is w, none.
      `export function heavyBall({ w, g, wprev }, { eta, gamma }) {
        const move = tf.sub(tf.mul(gamma, tf.sub(w, wprev)), tf.mul(eta, g));
        const before = tf.tensor(w.dataSync(), w.shape);
        return { w: tf.add(w, move), wprev: before };
      }`,
      `export function heavyBall({ w, g, wprev }, { eta, gamma }) {
        const [now, slope, then] = [w, g, wprev].map(tensor => [...tensor.dataSync()]);
        return { w: now.map((x, k) => x - eta * slope[k] + gamma * (x - then[k])), wprev: now };
      }`,
    ],
    wrong: [
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => { const next = w.sub(g.mul(eta)).add(w.sub(wprev).mul(gamma)); return { w: next, wprev: next }; };', /the planted bug is still there/],
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.sub(g.mul(eta)).sub(w.sub(wprev).mul(gamma)), wprev: w });', /expected .*, got/],
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.sub(g.mul(eta)).add(wprev.sub(w).mul(gamma)), wprev: w });', /expected .*, got/],
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.sub(g.mul(gamma)).add(w.sub(wprev).mul(eta)), wprev: w });', /eta and gamma are swapped/],
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.add(g.mul(eta)).add(w.sub(wprev).mul(gamma)), wprev: w });', /eta \* g is added where it should be subtracted/],
      ['export const heavyBall = ({ w, g, wprev }, { eta, gamma }) => ({ w: w.sub(g.mul(eta)).add(w.sub(wprev).mul(gamma)), wprev });', /wprev is not remembered|the line of wprev is missing/],
    ],
  },
};
