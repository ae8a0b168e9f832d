import { answer, numbers } from 'descent/exercises';

/**
 *   on the way in:    a_k = s_k·q / s_k·y_k,   q ← q − a_k y_k
 *   in the middle:    r = θ q,   θ = s·y / y·y of the newest pair
 *   on the way out:   r ← r + (a_k − y_k·r / s_k·y_k) s_k
 *
 * The direction −r of L-BFGS, from a gradient g and at least one pair: s and y are lists of vectors, the oldest first. One loop runs over
 * the pairs in the wrong order. Find it, mend it, and take the line with toDo away. Leave what is given as it is.
 */
export function direction(g: readonly number[], s: readonly (readonly number[])[], y: readonly (readonly number[])[]): number[] {
  /* BEGIN PROMPT
  toDo('14.5');
  END PROMPT */
  const dot = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
  const pairs = s.map((move, k) => ({ move, change: y[k] as readonly number[], a: 0 }));
  const newestFirst = [...pairs].reverse();
  let q: readonly number[] = g;
  newestFirst.forEach(pair => {
    const { move, change } = pair;
    pair.a = dot(move, q) / dot(move, change);
    q = q.map((value, i) => value - pair.a * (change[i] as number));
  });
  const theta = newestFirst.slice(0, 1).map(({ move, change }) => dot(move, change) / dot(change, change))[0] ?? 1;
  let r = q.map(value => theta * value);
  /* BEGIN PROMPT
  newestFirst.forEach(({ move, change, a }) => {
  END PROMPT */
  // BEGIN SOLUTION
  // The oldest repair was made first, and the newest has the last word.
  pairs.forEach(({ move, change, a }) => {
    // END SOLUTION
    const b = dot(change, r) / dot(move, change);
    r = r.map((value, i) => value + (a - b) * (move[i] as number));
  });
  return r.map(value => -value);
}

// BEGIN SOLUTION NO PROMPT
type Vectors = readonly (readonly number[])[];
const product = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, i) => sum + value * (other[i] as number), 0);

/** The two loops with other orders, another middle or another sign. */
const loops = ({ order = 'in-out', middle = 'newest', sign = -1, out = true }: { order?: 'in-out' | 'in-in' | 'out-out' | 'out-in'; middle?: 'newest' | 'oldest' | 'one' | 'long'; sign?: 1 | -1; out?: boolean }) =>
  (g: readonly number[], s: Vectors, y: Vectors): number[] => {
    const oldestFirst = s.map((_, k) => k);
    const newest = [...oldestFirst].reverse();
    const [first, second] = [order.startsWith('in') ? newest : oldestFirst, order.endsWith('in') ? newest : oldestFirst];
    const share: number[] = [];
    let q = [...g];
    for (const k of first) {
      share[k] = product(s[k] as number[], q) / product(s[k] as number[], y[k] as number[]);
      q = q.map((value, i) => value - (share[k] as number) * (y[k]?.[i] as number));
    }
    const at = (middle === 'oldest' ? 0 : s.length - 1);
    const [u, v] = [s[at] as number[], y[at] as number[]];
    const theta = middle === 'one' ? 1 : middle === 'long' ? product(u, u) / product(u, v) : product(u, v) / product(v, v);
    let r = q.map(value => theta * value);
    for (const k of out ? second : []) {
      const b = product(y[k] as number[], r) / product(s[k] as number[], y[k] as number[]);
      r = r.map((value, i) => value + ((share[k] as number) - b) * (s[k]?.[i] as number));
    }
    return r.map(value => sign * value);
  };
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: direction,
  gives: numbers,
  hints: [
    'With the newest pair the secant equation must hold exactly: for g = y of that pair the direction is −s. Try it by hand with two pairs.',
    'The repairs were made from the oldest to the newest. On the way in the newest is undone first; in which order are they made again on the way out?',
    'The second loop must run over the pairs from the oldest to the newest.',
  ],
  cases: [
    { name: 'one pair, where the order does not matter', asks: [[[1, 2], [[1, 0]], [[2, 1]]], [[3, -1], [[0.5, 1]], [[1, 4]]]], hint: 'With one pair both loops have one turn' },
    { name: 'two pairs', asks: [[[1, 2], [[1, 0], [0, 1]], [[2, 1], [1, 3]]], [[-1, 0.5], [[1, 1], [0.2, -1]], [[3, 4], [-0.5, -2]]]], hint: 'In which order do the two loops run?' },
    { name: 'three pairs of three weights', asks: [[[1, -1, 2], [[1, 0, 0], [0.5, 1, 0], [0, 0.2, 1]], [[2, 0.5, 0], [1, 3, 0.1], [0.1, 1, 5]]]] },
  ],
  properties: [
    {
      name: 'the secant equation holds for the newest pair',
      asks: [[[1, 3], [[1, 0], [0.5, 1]], [[2, 1], [1, 3]]], [[0.5, 2, 1], [[1, 0, 1], [0, 1, 0.5]], [[3, 0, 2], [0.5, 2, 1]]]],
      holds: (way: readonly number[], _: readonly number[], s: readonly (readonly number[])[]) => {
        const newest = s[s.length - 1] ?? [];
        // Six digits of a float32 of size 1.
        const off = newest.findIndex((value, i) => !(Math.abs((way[i] ?? NaN) + value) < 1e-4));
        return off < 0 ? undefined : `for the gradient y of the newest pair the direction must be −s = ${newest.map(value => -value).join(', ')}, got ${way.map(value => Number(value.toPrecision(4))).join(', ')}`;
      },
    },
  ],
  random: random => {
    const curvatures = [1, 3, 8].map(value => value * (1 + random.uniform()));
    const moves = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => random.normal()));
    // Of a quadratic whose axes are turned a little.
    const changes = moves.map(move => move.map((value, i) => (curvatures[i] as number) * value + 0.3 * move.reduce((sum, one) => sum + one, 0)));
    return [Array.from({ length: 3 }, () => random.normal()), moves, changes];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the loop on the way out runs from the newest pair to the oldest', is: loops({ order: 'in-in' }) },
    { says: 'the loop on the way in runs from the oldest pair to the newest', is: loops({ order: 'out-out' }) },
    { says: 'both loops run the wrong way round', is: loops({ order: 'out-in' }) },
    { says: 'θ is that of the oldest pair', is: loops({ middle: 'oldest' }) },
    { says: 'θ is missing', is: loops({ middle: 'one' }) },
    { says: 'θ is s·s / s·y, the rate of 14.3', is: loops({ middle: 'long' }) },
    { says: 'the direction points uphill', is: loops({ sign: 1 }) },
    { says: 'there is no way out: the second loop is missing', is: loops({ out: false }) },
  ],
  // END SOLUTION
});
