/**
 * Turns a matrix of `rows` × `columns` (row by row) into the one with orthonormal columns, or rows when it is wider than high, that its QR
 * decomposition gives when R has a positive diagonal: WᵀW = I or WWᵀ = I. Of normal draws it makes a matrix that is equally likely to point
 * anywhere (Mezzadri 2007), which a QR without a rule for the signs does not.
 *
 * By Gram–Schmidt done twice, which is orthogonal to the last bits. Takes rows · columns · min(rows, columns) · 4 operations.
 * Errors: linearly dependent columns.
 */
export function orthonormal(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const wide = rows < columns;
  const [count, length] = wide ? [rows, columns] : [columns, rows];
  const at = (vector: number, i: number): number => (wide ? vector * columns + i : i * columns + vector);
  const basis: Float64Array[] = [];
  for (let vector = 0; vector < count; vector++) {
    const q = Float64Array.from({ length }, (_, i) => matrix[at(vector, i)] as number);
    const before = normOf(q);
    for (const pass of [1, 2]) {
      for (const other of basis) {
        const share = dot(q, other);
        for (let i = 0; i < length; i++) q[i] = (q[i] as number) - share * (other[i] as number);
      }
      const norm = normOf(q);
      // What is left after the first pass is rounding, and has no direction of its own.
      if (pass === 1 && !(norm > before * 1e-14)) throw new Error('orthonormal: the vectors of the matrix depend on each other; draw another one');
      for (let i = 0; i < length; i++) q[i] = (q[i] as number) / norm;
    }
    basis.push(q);
  }
  const result = new Float64Array(rows * columns);
  basis.forEach((q, vector) => q.forEach((value, i) => { result[at(vector, i)] = value; }));
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function normOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
