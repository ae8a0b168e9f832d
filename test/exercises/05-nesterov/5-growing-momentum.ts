import { answer, numbers } from 'descent/exercises';

/**
 * This should run Nesterov's method on the parabola λ w² / 2 from w = start, with its own γ for each step, and return w after each. The method
 * asks for the slope at w − γ V, with the γ of this step. One line asks elsewhere. Find it, mend it, and take the line with toDo away.
 *
 * By hand, from 1 with λ = 5, η = 0.1 and γ = 0.9 the weights are 0.5, 0.025 and −0.20125, as in the lesson's table. λ is called curvature.
 */
export function growingMomentum(start: number, curvature: number, eta: number, gammas: readonly number[]): number[] {
  /* BEGIN PROMPT
  toDo('5.5');
  END PROMPT */
  let w = start;
  let V = 0;
  return gammas.map(gamma => {
    V = gamma * V;
    /* BEGIN PROMPT
    const slope = curvature * (w - gamma * V);
    END PROMPT */
    // BEGIN SOLUTION
    // V has been shortened already, so w − V is the point ahead.
    const slope = curvature * (w - V);
    // END SOLUTION
    V = V + eta * slope;
    w = w - V;
    return w;
  });
}

// BEGIN SOLUTION NO PROMPT
/** The walk with another place to ask at, of w, the old velocity and the momenta of this step and the next. */
const asking = (place: (w: number, V: number, gamma: number, next: number) => number) =>
  (start: number, curvature: number, eta: number, gammas: readonly number[]): number[] => {
    let [w, V] = [start, 0];
    return gammas.map((gamma, k) => {
      V = gamma * V + eta * curvature * place(w, V, gamma, gammas[k + 1] ?? gamma);
      w -= V;
      return w;
    });
  };

/** The walk that returns where it asks. */
function ahead(start: number, curvature: number, eta: number, gammas: readonly number[]): number[] {
  let [w, V] = [start, 0];
  return gammas.map(gamma => {
    const at = w - gamma * V;
    V = gamma * V + eta * curvature * at;
    w -= V;
    return at;
  });
}
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: growingMomentum,
  gives: numbers,
  hints: [
    'Compute the second step by hand. At which point is the slope asked there, and at which is it asked here?',
    'What is in V when the slope is asked?',
    'V has been multiplied by gamma already: the point ahead is w - V.',
  ],
  cases: [
    // The numbers of the lesson's table by hand.
    { name: 'the table of the lesson', asks: [[1, 5, 0.1, [0.9, 0.9, 0.9]]], hint: 'In step 2 the slope is asked at 0.5 - 0.9 · 0.5 = 0.05' },
    { name: 'a momentum that grows', asks: [[2, 1, 0.5, [0.5, 0.6, 0.7, 0.75]]], hint: 'Each step looks ahead with its own gamma' },
    { name: 'without momentum it is gradient descent, and a first step is', asks: [[8, 1, 0.5, [0, 0, 0]], [8, 1, 0.5, [0, 0.5, 0.5]]], hint: (_, __, ___, gammas: readonly number[]) => (gammas[1] === 0 ? 'At gamma = 0 the slope is asked at w' : 'In step 2 the slope is asked at 4 - 0.5 · 4 = 2') },
  ],
  properties: [
    {
      name: 'with one gamma the weights obey the lesson\'s equation',
      asks: [[3, 2, 0.2, [0.6, 0.6, 0.6, 0.6, 0.6]]],
      holds: (weights: readonly number[]) => {
        if (weights.length !== 5) return `expected 5 weights, one for each gamma, got ${weights.length}`;
        // η λ = 0.4, so w_{t+1} = 1.6 · 0.6 w_t − 0.6 · 0.6 w_{t−1}, and before the first step both are the start.
        const path = [3, 3, ...weights];
        const off = weights.findIndex((w, t) => !(Math.abs(w - 0.96 * (path[t + 1] as number) + 0.36 * (path[t] as number)) < 1e-5));
        return off < 0 ? undefined : `with gamma = 0.6 and eta * curvature = 0.4 the next weight is 0.96 times this one minus 0.36 times the one before; yours after step ${off + 1} is ${Number((weights[off] as number).toPrecision(6))}`;
      },
    },
  ],
  random: random => [1 + 3 * random.uniform(), 1 + 2 * random.uniform(), 0.1 + 0.15 * random.uniform(), Array.from({ length: 5 }, () => 0.4 + 0.5 * random.uniform())],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it asks where it stands, which is the heavy ball', is: asking(w => w) },
    { says: 'the look-ahead is the whole old velocity, without its factor gamma', is: asking((w, V) => w - V) },
    { says: 'it looks behind: the velocity is added where it should be subtracted', is: asking((w, V, gamma) => w + gamma * V) },
    { says: 'it looks ahead with the gamma of the next step', is: asking((w, V, _, next) => w - next * V) },
    { says: 'all steps have the first gamma', is: (start: number, curvature: number, eta: number, gammas: readonly number[]) => growingMomentum(start, curvature, eta, gammas.map(() => gammas[0] as number)) },
    { says: 'what is returned are the points ahead, not the weights', is: ahead },
  ],
  // END SOLUTION
});
