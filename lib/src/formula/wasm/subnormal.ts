import { get, set } from './building';
import { byte, count, end, walk } from './code';
import { wasm, type Instruction, type ValueType, type WasmFunction } from './module';

const vectors = ['a', 'b', 'c', 'd'] as const;

/** The bits of a number's exponent: none is set in 0 and in what is too small for all its digits. */
const exponent = 0x7f800000;

/**
 * Sets every number of `count` from an address on to 0 that is smaller than 2^-126, the smallest with all its digits. Bits are compared, not numbers,
 * since a processor may take a hundred times as long over such a number. What needs no change is not written.
 */
export const flushFunction: WasmFunction = {
  name: 'flush',
  parameters: new Map<string, ValueType>([[count, 'i32'], ['numbers.at', 'i32']]),
  results: [],
  locals: new Map<string, ValueType>([
    [byte, 'i32'], [end, 'i32'],
    ...vectors.flatMap(name => [name, `${name}.small`]).map((name): [string, ValueType] => [name, 'v128']),
  ]),
  body: [
    set(end, wasm('i32.and', bytes(), wasm('i32.const', -64))),
    walk('sixteens', 64, [
      ...vectors.flatMap((name, k) => [set(name, wasm('v128.load', 16 * k, place())), set(`${name}.small`, isSmall(name))]),
      wasm('if', wasm('v128.any_true', vectors.map(name => get(`${name}.small`)).reduce((any, small) => wasm('v128.or', any, small))),
        ...vectors.map((name, k) => wasm('v128.store', 16 * k, place(), flushed(name))),
      ),
    ]),
    set(end, bytes()),
    walk('ones', 4, [
      set('a', wasm('v128.load32_splat', place())),
      set('a.small', isSmall('a')),
      wasm('v128.store32_lane', 0, place(), flushed('a')),
    ]),
  ],
};

function bytes(): Instruction {
  return wasm('i32.shl', get(count), wasm('i32.const', 2));
}

function place(): Instruction {
  return wasm('i32.add', get('numbers.at'), get(byte));
}

function isSmall(name: string): Instruction {
  const bits = (value: number): Instruction => wasm('v128.const', 'i32x4', value, value, value, value);
  return wasm('i32x4.eq', wasm('v128.and', get(name), bits(exponent)), bits(0));
}

function flushed(name: string): Instruction {
  return wasm('v128.andnot', get(name), get(`${name}.small`));
}
