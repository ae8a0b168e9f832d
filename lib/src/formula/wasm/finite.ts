import { get } from './building';
import { byte, constant, count, end, walk } from './code';
import { wasm, type Instruction, type ValueType, type WasmFunction } from './module';

/** Sums side by side, so that no addition waits for the one before it: the loop then runs as fast as memory gives the numbers. */
const sums = ['sum.a', 'sum.b', 'sum.c', 'sum.d'] as const;

/**
 * A function of `count` numbers from an address on: 0 where all are finite, NaN where one is not. It adds up 0 · x, which is 0 for every number but
 * an infinite one, and so cannot overflow as a sum of the numbers could.
 */
export const finiteFunction: WasmFunction = {
  name: 'finite',
  parameters: new Map<string, ValueType>([[count, 'i32'], ['numbers.at', 'i32']]),
  results: ['f64'],
  locals: new Map<string, ValueType>([[byte, 'i32'], [end, 'i32'], ...sums.map((sum): [string, ValueType] => [sum, 'v128'])]),
  body: [
    wasm('local.set', end, wasm('i32.and', bytes(), wasm('i32.const', -64))),
    walk('sixteens', 64, sums.map((sum, k) => addZeros(sum, wasm('v128.load', place(16 * k))))),
    wasm('local.set', end, bytes()),
    walk('ones', 4, [addZeros(sums[0], wasm('v128.load32_splat', place(0)))]),
    wasm('f64.add', total(sums[0], sums[1]), total(sums[2], sums[3])),
  ],
};

function bytes(): Instruction {
  return wasm('i32.shl', get(count), wasm('i32.const', 2));
}

function place(further: number): Instruction {
  const here = wasm('i32.add', get('numbers.at'), get(byte));
  return further === 0 ? here : wasm('i32.add', here, wasm('i32.const', further));
}

function addZeros(sum: string, numbers: Instruction): Instruction {
  return wasm('local.set', sum, wasm('f32x4.add', get(sum), wasm('f32x4.mul', numbers, constant(0))));
}

/** All eight lanes of two sums as one number. Four lanes become two by adding the vector to itself with its halves exchanged. */
function total(a: string, b: string): Instruction {
  const both = wasm('local.tee', a, wasm('f32x4.add', get(a), get(b)));
  const exchanged = wasm('i8x16.shuffle', 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, both, get(a));
  const pair = wasm('f64x2.promote_low_f32x4', wasm('f32x4.add', exchanged, get(a)));
  // The sums are no longer needed, so one of them may hold the pair.
  const lane = (index: number, vector: Instruction): Instruction => wasm('f64x2.extract_lane', index, vector);
  return wasm('f64.add', lane(0, wasm('local.tee', b, pair)), lane(1, get(b)));
}
