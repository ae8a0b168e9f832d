import { answer, number } from 'descent/exercises';

/**
 * `reference` and `tested` are the weights of two walks, a number for each step. This should return the number of the first step, from 1, in which
 * `tested` is off by more than `tolerance`, and 0 where there is none. What is no number is off; a walk that ends too early is off in the step that
 * it does not have.
 *
 * As it stands here it never finds a NaN, nor a walk that is too short. Mend both, and take the line with toDo away.
 */
export function firstFault(reference: readonly number[], tested: readonly number[], tolerance: number): number {
  /* BEGIN PROMPT
  toDo('16.4');
  const length = Math.min(reference.length, tested.length);
  return reference.slice(0, length).findIndex((value, k) => Math.abs((tested[k] as number) - value) > tolerance) + 1;
  END PROMPT */
  // BEGIN SOLUTION
  // Asked this way round, NaN and a missing number are no less a fault than a wrong one.
  const isRight = (value: number, k: number): boolean => Math.abs((tested[k] ?? NaN) - value) <= tolerance;
  return reference.findIndex((value, k) => !isRight(value, k)) + 1;
  // END SOLUTION
}

const walk = [0.5, 1, 1.5, 2];

// BEGIN SOLUTION NO PROMPT
type Walk = readonly number[];
const found = (isOff: (value: number, expected: number, tolerance: number) => boolean, length = (reference: Walk, _tested: Walk) => reference.length) =>
  (reference: Walk, tested: Walk, tolerance: number): number => {
    for (let k = 0; k < length(reference, tested); k++) if (isOff(tested[k] ?? NaN, reference[k] ?? NaN, tolerance)) return k + 1;
    return 0;
  };
const shorter = (reference: Walk, tested: Walk): number => Math.min(reference.length, tested.length);
const right = (value: number, expected: number, tolerance: number): boolean => !(Math.abs(value - expected) <= tolerance);
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: firstFault,
  gives: number,
  hints: [
    'Is NaN > tolerance true? And is NaN <= tolerance?',
    'Say when a step is right, and take every other one for a fault.',
    'Go through the whole reference; a step that the tested walk does not have is undefined.',
  ],
  cases: [
    { name: 'a walk that is right, beside one that is not', asks: [[walk, [0.5, 1.00001, 1.5, 1.99999], 1e-3], [walk, walk, 0], [walk, [0.5, 1, 1.5, 3], 1e-3]], hint: (_, tested: readonly number[]) => (tested[3] === 3 ? 'Only the last step is off here' : '0 says that there is no fault') },
    { name: 'a fault in the third step', asks: [[walk, [0.5, 1, 1.6, 2.5], 1e-3], [walk, [0.5, 1, 1.4, 2], 1e-3]], hint: 'The first one counts, and too small is as wrong as too large' },
    { name: 'a walk that becomes NaN', asks: [[walk, [0.5, NaN, NaN, NaN], 1e-3], [walk, [NaN, 1, 1.5, 2], 10]], hint: 'Every comparison with NaN is false: ask when a step is right' },
    { name: 'a walk that ends too early', asks: [[walk, [0.5, 1], 1e-3], [walk, [], 1e-3]], hint: 'The step that is missing is the fault' },
    { name: 'infinity is off', asks: [[walk, [0.5, 1, 1.5, Infinity], 1e-3]], hint: 'It is further away than any tolerance' },
  ],
  random: random => {
    const reference = Array.from({ length: 6 }, () => random.normal());
    // Now and then there is no fault.
    const at = 1 + random.integer(6);
    const wrong = [NaN, 3, -3, Infinity][random.integer(4)] as number;
    const whole = reference.map((value, k) => value + (k === at ? wrong : 1e-4 * random.normal()));
    return [reference, random.uniform() < 0.3 ? whole.slice(0, 4) : whole, 0.01];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'a NaN is still not found', is: found((value, expected, tolerance) => Math.abs(value - expected) > tolerance || Number.isNaN(expected), (reference, tested) => Math.max(shorter(reference, tested), 0)) },
    { says: 'a walk that ends too early passes', is: found(right, shorter) },
    { says: 'steps are counted from 0', is: (reference: Walk, tested: Walk, tolerance: number) => found(right)(reference, tested, tolerance) - 1 },
    { says: 'a weight that is too small is no fault', is: found((value, expected, tolerance) => !(value - expected <= tolerance)) },
    { says: 'the last fault is told, not the first', is: (reference: Walk, tested: Walk, tolerance: number) => reference.reduce((last, value, k) => (right(tested[k] ?? NaN, value, tolerance) ? k + 1 : last), 0) },
    { says: 'the tolerance does nothing', is: found((value, expected) => value !== expected) },
  ],
  // END SOLUTION
});
