import { answer, numbers } from 'descent/exercises';

/**
 * Weights can be given the right size by looking instead of calculating: send examples through a unit and divide its weights by the size of what comes
 * out, so that its outputs have the mean square 1. w are the weights of one linear unit, without a bias, examples a list of inputs, each as long as w.
 *
 * One line is wrong: the outputs come out with another mean square. Mend it, and take the line with toDo away.
 */
export function rescaled(w: number[], examples: number[][]): number[] {
  /* BEGIN PROMPT
  toDo('11.5');
  END PROMPT */
  const outputs = examples.map(x => x.reduce((sum, value, i) => sum + value * (w[i] ?? 0), 0));
  const meanSquare = outputs.map(z => z ** 2).reduce((sum, square) => sum + square, 0) / outputs.length;
  /* BEGIN PROMPT
  return w.map(weight => weight / meanSquare);
  END PROMPT */
  // BEGIN SOLUTION
  // Half the weights give half the outputs, and a quarter of their mean square.
  return w.map(weight => weight / Math.sqrt(meanSquare));
  // END SOLUTION
}

const outputsOf = (w: readonly number[], examples: readonly (readonly number[])[]): number[] => examples.map(x => x.reduce((sum, value, i) => sum + value * (w[i] ?? 0), 0));
const meanSquareOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0) / values.length;

export default answer({
  title: 'the planted bug',
  solution: rescaled,
  gives: numbers,
  hints: [
    'Take one weight, w = [2], and one example, [3]. Which weight gives an output of 1 or −1, and which does the function give?',
    'If all weights are halved, what becomes of the outputs, and what of their mean square?',
    'The weights are divided by the root of the mean square.',
  ],
  cases: [
    { name: 'one weight, one example', asks: [[[2], [[3]]], [[0.25], [[1]]]], hint: (weights: readonly number[]) => (weights[0] === 2 ? 'An output of 6 becomes 1 when the weight is divided by 6' : 'An output of 0.25 becomes 1 when the weight is multiplied by 4') },
    { name: 'two weights, three examples', asks: [[[1, -2], [[1, 1], [3, 0], [0, 2]]]], hint: 'The outputs are -1, 3 and -4, their mean square 26/3' },
  ],
  properties: [
    {
      name: 'the outputs then have the mean square 1',
      asks: [[[0.1, 0.2, -0.1], [[1, 2, 3], [0, -1, 4]]], [[5, 1], [[2, 2], [1, 0]]]],
      holds: (scaled: readonly number[], _: number[], examples: number[][]) => {
        const found = meanSquareOf(outputsOf(scaled, examples));
        // Of float32 weights it has six digits.
        return Math.abs(found - 1) < 1e-5 ? undefined : `the mean square of the outputs is ${Number(found.toPrecision(4))}`;
      },
    },
  ],
  random: random => [
    Array.from({ length: 3 }, () => random.normal()),
    Array.from({ length: 4 }, () => Array.from({ length: 3 }, () => 0.3 + random.normal())),
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the mean of the outputs is taken off first, as a variance does; it is the mean square that must be 1', is: (w: number[], examples: number[][]) => {
      const outputs = outputsOf(w, examples);
      const mean = outputs.reduce((sum, z) => sum + z, 0) / outputs.length;
      return w.map(weight => weight / Math.sqrt(meanSquareOf(outputs.map(z => z - mean))));
    } },
    { says: 'the weights are multiplied by the size of the outputs, not divided', is: (w: number[], examples: number[][]) => w.map(weight => weight * Math.sqrt(meanSquareOf(outputsOf(w, examples)))) },
    { says: 'the sum of the squares is not divided by the number of examples', is: (w: number[], examples: number[][]) => w.map(weight => weight / Math.sqrt(meanSquareOf(outputsOf(w, examples)) * examples.length)) },
    { says: 'it is the largest output that becomes 1', is: (w: number[], examples: number[][]) => w.map(weight => weight / Math.max(...outputsOf(w, examples).map(Math.abs))) },
    { says: 'it is the mean size of the outputs that becomes 1, without squares', is: (w: number[], examples: number[][]) => w.map(weight => weight / (outputsOf(w, examples).reduce((sum, z) => sum + Math.abs(z), 0) / examples.length)) },
    { says: 'the weights are divided by their own size, whatever the examples are', is: (w: number[]) => w.map(weight => weight / Math.sqrt(meanSquareOf(w))) },
  ],
  // END SOLUTION
});
