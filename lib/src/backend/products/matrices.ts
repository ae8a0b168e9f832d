/** How two batches of matrices meet: the shape of what comes out, and which matrices make each of its own. */
export interface Meeting {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly shape: number[];
  /** For each matrix of the result, in their order, the place of its factors among theirs. */
  readonly pairs: ReadonlyArray<readonly [a: number, b: number]>;
}

/** The last two axes are matrices, the others batches, which are repeated as numpy repeats them where one side has a single one. */
export function meeting(a: readonly number[], b: readonly number[], transposeA: boolean, transposeB: boolean): Meeting {
  const [rows, depth] = matrix(a, transposeA);
  const [, columns] = matrix(b, transposeB);
  const [batchA, batchB] = [a.slice(0, -2), b.slice(0, -2)];
  const rank = Math.max(batchA.length, batchB.length);
  const [fullA, fullB] = [batchA, batchB].map(batch => [...Array<number>(rank - batch.length).fill(1), ...batch]) as [number[], number[]];
  const batch = fullA.map((length, axis) => (length === 1 ? (fullB[axis] as number) : length));
  const count = batch.reduce((product, length) => product * length, 1);
  const pairs = Array.from({ length: count }, (_, index) => [placeIn(fullA, batch, index), placeIn(fullB, batch, index)] as const);
  return { rows, columns, depth, shape: [...batch, rows, columns], pairs };
}

function matrix(shape: readonly number[], transpose: boolean): [rows: number, columns: number] {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return transpose ? [columns, rows] : [rows, columns];
}

/** The place among the matrices of `own` of the one that is repeated to place `index` among those of `batch`. */
function placeIn(own: readonly number[], batch: readonly number[], index: number): number {
  let [place, stride, left] = [0, 1, index];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const [length, ownLength] = [batch[axis] as number, own[axis] as number];
    if (ownLength !== 1) place += (left % length) * stride;
    stride *= ownLength;
    left = Math.floor(left / length);
  }
  return place;
}
