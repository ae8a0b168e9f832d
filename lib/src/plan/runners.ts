import type { Multiplier } from '../backend/products/multiplier';
import type { Strided } from '../backend/products/product';
import type { MatrixProduct, Place, Rows } from './plan';
import { readyRows } from './ready-rows';

/** Does part of a step for so many examples; gives what is added to the loss. */
export type Runner = (rows: number) => number | void;

interface ProductSurroundings {
  readonly columnsOf: (place: string) => number;
  readonly rowsOf: (place: string) => Place['rows'];
  readonly at: Readonly<Record<string, number>>;
  readonly multiplier: Multiplier;
}

/** A product, of as many rows as the batch has examples where its factors have. */
export function productRunner({ a, b, to, bias, transposeA = false, transposeB = false }: MatrixProduct, { columnsOf, rowsOf, at, multiplier }: ProductSurroundings): Runner {
  const factor = (name: string, transpose: boolean): ((rows: number) => { strided: Strided; rows: number; columns: number }) => {
    const [columns, count] = [columnsOf(name), rowsOf(name)];
    const strides = transpose ? { row: 4, column: 4 * columns } : { row: 4 * columns, column: 4 };
    return batch => {
      const rows = count === 'batch' ? batch : count;
      return { strided: { at: at[name] as number, ...strides }, rows: transpose ? columns : rows, columns: transpose ? rows : columns };
    };
  };
  const [first, second] = [factor(a, transposeA), factor(b, transposeB)];
  return batch => {
    const [left, right] = [first(batch), second(batch)];
    multiplier.multiply({
      rows: left.rows, columns: right.columns, depth: left.columns, a: left.strided, b: right.strided, c: at[to] as number,
      ...(bias !== undefined && { bias: at[bias] as number }),
    });
  };
}

interface RowsSurroundings {
  readonly columnsOf: (place: string) => number;
  readonly at: Readonly<Record<string, number>>;
  readonly memory: WebAssembly.Memory;
}

/** A program over the rows of the batch. */
export function rowsRunner({ program, places }: Rows, { columnsOf, at, memory }: RowsSurroundings): Runner {
  const { on, tensors, numbers } = readyRows(program);
  const entrance = on(memory);
  const names = tensors.map(tensor => places[tensor] as string);
  const columns = columnsOf(names[0] as string);
  const given: number[] = [];
  return rows => {
    given[0] = rows;
    given[1] = columns;
    for (let k = 0; k < names.length; k++) given[2 + k] = at[names[k] as string] as number;
    // The one number that a plan's programs take is an example's part of the mean.
    for (let k = 0; k < numbers.length; k++) given[2 + names.length + k] = 1 / rows;
    return entrance.rows(...given);
  };
}
