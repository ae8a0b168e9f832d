import { get, set } from './building';
import { constant } from './code';
import { wasm, type Instruction, type ValueType, type WasmFunction } from './module';

// WebAssembly has neither e^x nor log x. Both are taken as in Moshier's Cephes library (expf and logf, public domain): the argument is brought near 0
// or 1, a polynomial does the rest, and the power of two goes back into the exponent. What is no number stays none.

const smallestNormal = 2 ** -126;

/** Where e^x falls below the smallest number with all its digits. */
const lowest = -87.33654;

/**
 * e^x of four numbers, within 2 units in the last place; 0 where it would have lost digits (below 1.2e-38), Infinity where it is beyond float32. So the
 * slow arithmetic of subnormal numbers never begins here.
 */
export const expFunction: WasmFunction = {
  name: 'exp',
  parameters: vectors('x'),
  results: ['v128'],
  locals: vectors('n', 'r', 'k', 'half'),
  body: [
    set('r', wasm('f32x4.pmin', get('x'), constant(89))),
    set('n', wasm('f32x4.nearest', mul(get('r'), constant(Math.LOG2E)))),
    // log 2 in two parts, of which the first times n is exact.
    set('r', sub(sub(get('r'), mul(get('n'), constant(0.693359375))), mul(get('n'), constant(-2.12194440e-4)))),
    set('k', wasm('i32x4.trunc_sat_f32x4_s', get('n'))),
    // 2^128 is no number, though 0.9 · 2^128 is: the power is put in by halves.
    set('half', wasm('i32x4.shr_s', get('k'), one(1))),
    wasm(
      'v128.andnot',
      mul(mul(aroundZero(), powerOfTwo(get('half'))), powerOfTwo(wasm('i32x4.sub', get('k'), get('half')))),
      wasm('f32x4.lt', get('x'), constant(lowest)),
    ),
  ],
};

function aroundZero(): Instruction {
  const tail = horner('r', [1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1]);
  return add(add(mul(tail, mul(get('r'), get('r'))), get('r')), constant(1));
}

function powerOfTwo(exponent: Instruction): Instruction {
  return wasm('i32x4.shl', wasm('i32x4.add', exponent, integers(127)), one(23));
}

/** log x of four numbers, within 2 units in the last place: −Infinity at 0, no number below. */
export const logFunction: WasmFunction = {
  name: 'log',
  parameters: vectors('x'),
  results: ['v128'],
  locals: vectors('m', 'e', 'tiny', 'small', 'z', 'y'),
  body: [
    // A subnormal number is made a normal one first.
    set('tiny', wasm('f32x4.lt', get('x'), constant(smallestNormal))),
    set('m', wasm('v128.bitselect', mul(get('x'), constant(2 ** 25)), get('x'), get('tiny'))),
    // x = m · 2^e with m from 1/2 up, then from √(1/2) up.
    set('e', wasm('f32x4.convert_i32x4_s', wasm('i32x4.sub', wasm('i32x4.shr_u', get('m'), one(23)), integers(126)))),
    set('e', sub(get('e'), wasm('v128.and', constant(25), get('tiny')))),
    set('m', wasm('v128.or', wasm('v128.and', get('m'), integers(0x7fffff)), constant(0.5))),
    set('small', wasm('f32x4.lt', get('m'), constant(Math.SQRT1_2))),
    set('e', sub(get('e'), wasm('v128.and', constant(1), get('small')))),
    set('m', add(sub(get('m'), constant(1)), wasm('v128.and', get('m'), get('small')))),
    set('z', mul(get('m'), get('m'))),
    set('y', mul(mul(aroundOne(), get('m')), get('z'))),
    set('y', sub(add(get('y'), mul(get('e'), constant(-2.12194440e-4))), mul(get('z'), constant(0.5)))),
    set('y', add(add(get('m'), get('y')), mul(get('e'), constant(0.693359375)))),
    // Infinity and NaN are their own logarithms; 0 has −Infinity, and what is below has none.
    set('y', wasm('v128.bitselect', get('y'), get('x'), wasm('f32x4.lt', get('x'), constant(Infinity)))),
    set('y', wasm('v128.bitselect', constant(-Infinity), get('y'), wasm('f32x4.eq', get('x'), constant(0)))),
    wasm('v128.bitselect', constant(NaN), get('y'), wasm('f32x4.lt', get('x'), constant(0))),
  ],
};

function aroundOne(): Instruction {
  return horner('m', [
    7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
  ]);
}

/** (((a x + b) x + c) x + …) */
function horner(x: string, [first = 0, ...rest]: readonly number[]): Instruction {
  return rest.reduce((value, coefficient) => add(mul(value, get(x)), constant(coefficient)), constant(first));
}

function vectors(...names: readonly string[]): Map<string, ValueType> {
  return new Map(names.map((name): [string, ValueType] => [name, 'v128']));
}

function add(a: Instruction, b: Instruction): Instruction {
  return wasm('f32x4.add', a, b);
}

function sub(a: Instruction, b: Instruction): Instruction {
  return wasm('f32x4.sub', a, b);
}

function mul(a: Instruction, b: Instruction): Instruction {
  return wasm('f32x4.mul', a, b);
}

function one(value: number): Instruction {
  return wasm('i32.const', value);
}

function integers(value: number): Instruction {
  return wasm('v128.const', 'i32x4', value, value, value, value);
}
