import { adam, adamInside, trace } from 'descent';
import { beside, experiment, numbers } from 'descent/exercises';

/**
 * Return five gradients with which Adam with ε outside the root and Adam with ε inside it end more than four steps apart, at η = 1 and ε = 1e-8.
 * The slider at the end of the lesson helps to look.
 */
export function tellingGradients(): number[] {
  // BEGIN SOLUTION
  // Far above ε, and far below its root.
  return [1e-6, 1e-6, 1e-6, 1e-6, 1e-6];
  // END SOLUTION
}

const hyper = { eta: 1, epsilon: 1e-8 };

function apart(gradients: readonly number[]): number {
  const [outside = NaN, inside = NaN] = [adam, adamInside].map(method =>
    trace(method, { start: [0], steps: 5, hyper, gradient: (_, t) => [gradients[t - 1] as number] })[4]?.w[0]);
  return Math.abs(outside - inside);
}

const goal = (name: string, least: number) => ({
  name,
  missed: (gradients: readonly number[]) => {
    if (gradients.length !== 5 || !gradients.every(Number.isFinite)) return `five gradients: expected five finite numbers, got ${JSON.stringify(gradients)}`;
    const distance = apart(gradients);
    return distance > least ? undefined : `how far the two end apart: expected more than ${least} steps, got ${beside(least, distance, 3)}`;
  },
});

export default experiment({
  title: 'gradients that tell',
  solution: tellingGradients,
  gives: numbers,
  hints: [
    'Outside the root ε counts when gradients are as small as ε. When does it count inside?',
    'Inside, ε is added to v, which is as large as g². So it counts when g is as small as √ε = 1e-4.',
    'Take five equal gradients well below 1e-4, where ε inside stops Adam, and well above 1e-8, where ε outside does.',
  ],
  goals: [goal('more than one step apart', 1), goal('more than four steps apart', 4)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'they are ordinary gradients, with which the two hardly differ', is: () => [1, 1, 1, 1, 1] },
    { says: 'they are so small that ε stops both', is: () => [1e-10, 1e-10, 1e-10, 1e-10, 1e-10] },
    { says: 'they are as small as ε, where ε outside stops half of every step', is: () => [1e-8, 1e-8, 1e-8, 1e-8, 1e-8] },
    { says: 'they are as small as the root of ε, where ε inside stops only a part', is: () => [1e-4, 1e-4, 1e-4, 1e-4, 1e-4] },
    { says: 'their signs alternate, so that the steps take each other back', is: () => [1e-6, -1e-6, 1e-6, -1e-6, 1e-6] },
    { says: 'there is no gradient at all', is: () => [0, 0, 0, 0, 0] },
  ],
  // END SOLUTION
});
