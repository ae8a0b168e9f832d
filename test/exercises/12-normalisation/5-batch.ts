import { answer, lists } from 'descent/exercises';

/**
 * Batch normalisation (γ = 1, β = 0): given a batch, a list of examples that are lists of units, return it with every unit normalised over the batch.
 * One thing is as lecture 3 prints it: its mean and its variance are those of the units of an example. Find it, mend it, and take the line with toDo
 * away. Leave the batch as it is.
 */
export function batchNormalise(batch: readonly (readonly number[])[], epsilon: number): number[][] {
  /* BEGIN PROMPT
  toDo('12.5');
  END PROMPT */
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  // BEGIN SOLUTION NO PROMPT
  // One mean and one variance for each unit: those of its column.
  // END SOLUTION
  return batch.map(example => {
    /* BEGIN PROMPT
    const mu = mean(example);
    const variance = mean(example.map(z => (z - mu) ** 2));
    return example.map(z => (z - mu) / Math.sqrt(variance + epsilon));
    END PROMPT */
    // BEGIN SOLUTION
    return example.map((z, unit) => {
      const column = batch.map(other => other[unit] as number);
      const mu = mean(column);
      const variance = mean(column.map(value => (value - mu) ** 2));
      return (z - mu) / Math.sqrt(variance + epsilon);
    });
    // END SOLUTION
  });
}

// BEGIN SOLUTION NO PROMPT
type Rows = readonly (readonly number[])[];
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A normalisation that takes a mean and a variance from the numbers of its choice. */
const taking = (meanFrom: (batch: Rows, example: readonly number[], unit: number) => readonly number[], varianceFrom = meanFrom) => (batch: Rows, epsilon: number): number[][] =>
  batch.map(example => example.map((z, unit) => {
    const others = varianceFrom(batch, example, unit);
    const centre = meanOf(others);
    return (z - meanOf(meanFrom(batch, example, unit))) / Math.sqrt(meanOf(others.map(value => (value - centre) ** 2)) + epsilon);
  }));
const columnOf = (batch: Rows, _: readonly number[], unit: number): number[] => batch.map(other => other[unit] as number);
const rowOf = (_: Rows, example: readonly number[]): readonly number[] => example;
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: batchNormalise,
  gives: lists,
  hints: [
    'Take a batch of two examples, 1, 2 and 5, 2. Which numbers must share a mean?',
    'A unit is a column of the batch: the same place in every example.',
    'batch.map(other => other[unit]) is the column of a unit.',
  ],
  cases: [
    { name: 'two examples', asks: [[[[1, 2], [5, 4]], 0], [[[1, 2, 3, 6], [3, 4, 5, 8]], 1e-5]], hint: 'With two examples every unit is −1 in one of them and 1 in the other' },
    { name: 'a unit that is always the same', asks: [[[[1, 7], [2, 7], [6, 7]], 1e-3]], hint: 'A unit without a spread comes out as 0' },
    { name: 'one example alone, and in company', asks: [[[[4, -1, 3]], 1e-5], [[[4, -1, 3], [0, 1, 2]], 1e-5]], hint: (batch: readonly unknown[]) => (batch.length === 1 ? 'Alone every unit is its own mean' : 'In company each unit is −1 in one example and 1 in the other') },
  ],
  properties: [
    {
      name: 'every unit has the mean 0',
      asks: [[[[1, 10, -3], [2, 30, 5], [4, 20, 0], [9, 0, 1]], 1e-3]],
      holds: (rows: readonly (readonly number[])[], batch: readonly (readonly number[])[]) => {
        if (rows.length !== batch.length || rows.some((row, n) => row.length !== batch[n]?.length)) return 'expected as many examples and units as were given';
        const means = rows[0]?.map((_, unit) => rows.reduce((sum, row) => sum + (row[unit] as number), 0) / rows.length) ?? [];
        // Numbers of size 1 to 2 have six digits after the point as float32.
        const off = means.findIndex(mean => !(Math.abs(mean) < 1e-5));
        if (off >= 0) return `the mean of unit ${off + 1} over the batch must be 0, got ${Number((means[off] as number).toPrecision(3))}`;
        // (1 − 4) / √9.501, of the first unit's 1, 2, 4 and 9.
        const first = rows[0]?.[0] as number;
        return Math.abs(first + 3 / Math.sqrt(9.501)) < 1e-5 ? undefined : `unit 1 of the first example must be −0.9733, got ${Number(first.toPrecision(4))}`;
      },
    },
  ],
  random: random => [Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => 5 * random.normal() + 2)), 0.1 + random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'mean and variance are those of the units of an example, which is layer normalisation', is: taking(rowOf) },
    { says: 'mean and variance are those of the whole batch, all units together', is: taking(batch => batch.flat()) },
    { says: 'the mean is the unit\'s, but the variance still the example\'s', is: taking(columnOf, rowOf) },
    { says: 'the variance is the unit\'s, but the mean still the example\'s', is: taking(rowOf, columnOf) },
    { says: 'every unit gets the statistics of the first one', is: taking(batch => batch.map(other => other[0] as number)) },
    { says: 'the example itself is left out of its unit\'s mean', is: (batch: Rows, epsilon: number) => (batch.length < 2 ? batch.map(example => example.map(() => 0)) : taking((all, example, unit) => all.filter(other => other !== example).map(other => other[unit] as number))(batch, epsilon)) },
  ],
  // END SOLUTION
});
