import type { Answers } from './answers';

/** The centred step from what divides. */
const step = (root: string): string => `export const rmspropCentred = ({ w, g, v, m }, { eta, beta, epsilon }) => {
  const newV = v.mul(beta).add(g.square().mul(1 - beta));
  const newM = m.mul(beta).add(g.mul(1 - beta));
  return { w: w.sub(g.mul(eta).div(${root})), v: newV, m: newM };
};`;

const fault = (body: string): string => `export function firstFault(reference, tested, tolerance) { ${body} }`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  rmspropCentred: {
    right: [
      step('newV.sub(newM.square()).maximum(0).add(epsilon).sqrt()'),
      step('tf.sqrt(tf.add(tf.relu(tf.sub(newV, tf.mul(newM, newM))), epsilon))'),
      // In numbers, away from tensors.
      `export function rmspropCentred({ w, g, v, m }, { eta, beta, epsilon }) {
        const [ws, gs, vs, ms] = [w, g, v, m].map(tensor => Array.from(tensor.dataSync()));
        const newV = vs.map((x, k) => beta * x + (1 - beta) * gs[k] ** 2);
        const newM = ms.map((x, k) => beta * x + (1 - beta) * gs[k]);
        return { w: ws.map((x, k) => x - eta * gs[k] / Math.sqrt(Math.max(newV[k] - newM[k] ** 2, 0) + epsilon)), v: newV, m: newM };
      }`,
      // The spread by itself is what is remembered beside the mean.
      `export const rmspropCentred = ({ w, g, v, m }, { eta, beta, epsilon }) => {
        const newM = tf.add(tf.mul(beta, m), tf.mul(1 - beta, g));
        const newV = tf.add(v, tf.mul(1 - beta, tf.sub(tf.square(g), v)));
        const factor = tf.rsqrt(tf.add(tf.maximum(tf.sub(newV, tf.square(newM)), 0), epsilon));
        return { w: tf.sub(w, tf.mul(tf.mul(eta, factor), g)), v: newV, m: newM };
      };`,
    ],
    wrong: [
      // As tf.train has it: a root of a negative number.
      [step('newV.sub(newM.square().add(epsilon)).sqrt()'), /expected .*, got/],
      [step('newV.sub(newM.square()).maximum(0).sqrt().add(epsilon)'), /epsilon stands outside the root|RMSProp, centred|expected .*, got/],
      [step('newV.add(epsilon).sqrt()'), /RMSProp|newM|m\^2|expected .*, got/],
      [step('newV.sub(newM).maximum(0).add(epsilon).sqrt()'), /m is not squared/],
      [step('newV.sub(newM.square()).maximum(0).add(epsilon)'), /the root .* is missing|expected .*, got/],
      [step('newV.sub(m.square()).maximum(0).add(epsilon).sqrt()'), /uses the old m/],
      [step('newV.sub(newM.square()).maximum(0).add(epsilon).sqrt()').replace('w.sub(', 'w.add('), /is added where it should be subtracted/],
      [step('newV.sub(newM.square()).maximum(0).add(epsilon).sqrt()').replace('g.square()', 'g'), /g is not squared/],
    ],
  },
  firstGradient: {
    right: [
      'export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon / (rho * (1 - rho)));',
      'export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon) / Math.sqrt(rho - rho ** 2);',
      'export function firstGradient(rho, epsilon) { const share = (1 - rho) - (1 - rho) ** 2; return (epsilon / share) ** 0.5; }',
      'export const firstGradient = (rho, epsilon) => Math.exp(0.5 * (Math.log(epsilon) - Math.log(rho) - Math.log(1 - rho)));',
      'export const firstGradient = (rho, epsilon) => tf.sqrt(tf.scalar(epsilon / (rho * (1 - rho))));',
    ],
    wrong: [
      ['export const firstGradient = (rho, epsilon) => epsilon / (rho * (1 - rho));', /it is the square of the gradient/],
      ['export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon / (1 - rho));', /the square of the mean has been left out/],
      ['export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon);', /it is the root of ε alone/],
      ['export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon) / (1 - rho);', /the square of 1 − ρ stands/],
      ['export const firstGradient = (rho, epsilon) => Math.sqrt(rho * (1 - rho) / epsilon);', /the fraction is the other way up/],
      ['export const firstGradient = (rho, epsilon) => Math.sqrt(epsilon / rho * (1 - rho));', /the brackets around the product below are missing/],
    ],
  },
  tellingGradients: {
    right: [
      'export const tellingGradients = () => [1e-6, 1e-6, 1e-6, 1e-6, 1e-6];',
      'export const tellingGradients = () => Array(5).fill(-3e-7);',
      'export const tellingGradients = () => new Float32Array([1e-6, 2e-6, 1e-6, 2e-6, 1e-6]);',
      'export const tellingGradients = () => tf.fill([5], 1e-6);',
    ],
    wrong: [
      ['export const tellingGradients = () => [1, 1, 1, 1, 1];', /ordinary gradients, with which the two hardly differ/],
      ['export const tellingGradients = () => [1e-8, 1e-8, 1e-8, 1e-8, 1e-8];', /as small as ε/],
      ['export const tellingGradients = () => [1e-4, 1e-4, 1e-4, 1e-4, 1e-4];', /as small as the root of ε/],
      ['export const tellingGradients = () => [1e-12, 1e-12, 1e-12, 1e-12, 1e-12];', /expected more than 1 steps, got/],
      ['export const tellingGradients = () => [1e-6, 1e-6];', /five gradients: expected five finite numbers/],
      ['export const tellingGradients = () => [1e-6, 1e-6, NaN, 1e-6, 1e-6];', /five gradients: expected five finite numbers/],
    ],
  },
  firstFault: {
    right: [
      fault('for (let k = 0; k < reference.length; k++) if (!(Math.abs(tested[k] - reference[k]) <= tolerance)) return k + 1; return 0;'),
      fault('return reference.findIndex((value, k) => !(Math.abs(value - tested[k]) <= tolerance)) + 1;'),
      fault('for (let k = 0; k < reference.length; k++) { if (k >= tested.length || Number.isNaN(tested[k]) || Math.abs(tested[k] - reference[k]) > tolerance) return k + 1; } return 0;'),
      fault('let k = 0; while (k < reference.length && Math.abs(tested[k] - reference[k]) <= tolerance) k++; return k < reference.length ? k + 1 : 0;'),
    ],
    wrong: [
      [fault('for (let k = 0; k < Math.min(reference.length, tested.length); k++) if (Math.abs(tested[k] - reference[k]) > tolerance) return k + 1; return 0;'), /a NaN is still not found|expected .*, got/],
      [fault('for (let k = 0; k < Math.min(reference.length, tested.length); k++) if (!(Math.abs(tested[k] - reference[k]) <= tolerance)) return k + 1; return 0;'), /a walk that ends too early passes/],
      [fault('return reference.findIndex((value, k) => !(Math.abs(value - tested[k]) <= tolerance));'), /steps are counted from 0/],
      [fault('for (let k = 0; k < reference.length; k++) if (!(tested[k] - reference[k] <= tolerance)) return k + 1; return 0;'), /too small is no fault/],
      [fault('for (let k = 0; k < reference.length; k++) if (tested[k] !== reference[k]) return k + 1; return 0;'), /the tolerance does nothing/],
      [fault('for (let k = 0; k < reference.length; k++) if (tested[k] === NaN || Math.abs(tested[k] - reference[k]) > tolerance) return k + 1; return 0;'), /expected .*, got/],
    ],
  },
};
