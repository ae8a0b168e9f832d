import { advance, countDown, get, plus, set } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';
import type { TileShape } from './shape';

/** The function that computes a tile of this many rows and vectors. */
export function tileName({ rows, vectors }: Pick<TileShape, 'rows' | 'vectors'>): string {
  return `tile.${rows}x${vectors}`;
}

export const tileParameters = ['depth', 'a', 'a.row', 'a.step', 'b', 'b.step', 'c', 'c.row', 'start', 'start.row'] as const;

/**
 * C = start + A B for a tile of C that stays in registers: `rows` numbers of A meet a row of B, `depth` times, in the order of the sum. Addresses are
 * in bytes; `row` leads from one row to the next, `step` to the next term of the sum. `start` may be C itself, or a row of numbers that are the same
 * for every row, whose `row` is 0.
 */
export function tileFunction({ rows, vectors, fused }: TileShape): WasmFunction {
  const each = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
  const sum = (row: number, vector: number): string => `sum.${row}.${vector}`;
  const of = (name: string, row: number): string => (row === 0 ? name : `${name}.${row}`);
  const rowsOf = (name: string): Instruction[] => each(rows - 1).map(row => set(of(name, row + 1), plus(get(of(name, row)), get(`${name}.row`))));
  const added = (total: string, term: Instruction): Instruction =>
    set(total, fused ? wasm('f32x4.relaxed_madd', get('number'), term, get(total)) : wasm('f32x4.add', get(total), wasm('f32x4.mul', get('number'), term)));
  const vector = each(vectors);
  return {
    name: tileName({ rows, vectors }),
    parameters: new Map(tileParameters.map((name): [string, ValueType] => [name, 'i32'])),
    results: [],
    locals: new Map<string, ValueType>([
      ...['a', 'c', 'start'].flatMap(name => each(rows - 1).map((row): [string, ValueType] => [of(name, row + 1), 'i32'])),
      ...each(rows).flatMap(row => vector.map((k): [string, ValueType] => [sum(row, k), 'v128'])),
      ...vector.map((k): [string, ValueType] => [`b.${k}`, 'v128']),
      ['number', 'v128'],
    ]),
    body: [
      ...['a', 'c', 'start'].flatMap(rowsOf),
      ...each(rows).flatMap(row => vector.map(k => set(sum(row, k), wasm('v128.load', 16 * k, get(of('start', row)))))),
      countDown('depth', 1,
        ...vector.map(k => set(`b.${k}`, wasm('v128.load', 16 * k, get('b')))),
        ...each(rows).flatMap(row => [
          set('number', wasm('v128.load32_splat', get(of('a', row)))),
          ...vector.map(k => added(sum(row, k), get(`b.${k}`))),
          advance(of('a', row), get('a.step')),
        ]),
        advance('b', get('b.step')),
      ),
      ...each(rows).flatMap(row => vector.map(k => wasm('v128.store', 16 * k, get(of('c', row)), get(sum(row, k))))),
    ],
  };
}
