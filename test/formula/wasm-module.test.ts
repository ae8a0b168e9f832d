import { expect, test } from 'vitest';
import { moduleBytes, wasm, type Instruction, type WasmFunction } from '../../lib/src/formula/wasm/module';
import { moduleText } from '../../lib/src/formula/wasm/text';

const get = (name: string): Instruction => wasm('local.get', name);
const x = get('x');

/** Every instruction once, and numbers that need one, two and five bytes. */
const everyInstruction: WasmFunction = {
  name: 'all',
  parameters: new Map([['at', 'i32'], ['a', 'f32']]),
  results: ['f64', 'f64'],
  locals: new Map([['i', 'i32'], ['x', 'v128'], ['1 - b', 'v128'], ['s', 'f64']]),
  body: [
    wasm('note', 'x = a'),
    wasm('local.set', 'x', wasm('f32x4.splat', get('a'))),
    wasm(
      'loop', 'fours',
      wasm(
        'if', wasm('i32.lt_u', get('i'), wasm('i32.shl', wasm('i32.const', 64), wasm('i32.const', -65))),
        wasm('v128.store', wasm('i32.add', get('at'), wasm('i32.and', get('i'), wasm('i32.const', -2147483648))), wasm('v128.load', get('at'))),
        wasm('v128.store32_lane', 0, get('at'), wasm('v128.load32_splat', get('at'))),
        wasm('br', 'fours'),
      ),
    ),
    wasm(
      'local.set', '1 - b',
      wasm('v128.bitselect', x, wasm('v128.const', 'f32x4', 1, -2, 0.5, 0), wasm('v128.and', x, wasm('v128.const', 'i32x4', -1, 0, 0, 0))),
    ),
    ...(['eq', 'ne', 'lt', 'gt', 'le', 'ge'] as const).map(name => wasm('local.set', 'x', wasm(`f32x4.${name}`, x, x))),
    ...(['add', 'sub', 'mul', 'div', 'pmin', 'pmax'] as const).map(name => wasm('local.set', 'x', wasm(`f32x4.${name}`, x, x))),
    ...(['abs', 'neg', 'sqrt'] as const).map(name => wasm('local.set', 'x', wasm(`f32x4.${name}`, x))),
    wasm('local.set', 'x', wasm('f64x2.mul', wasm('f64x2.promote_low_f32x4', wasm('local.tee', 'x', x)), wasm('f64x2.add', x, x))),
    wasm('f64.add', wasm('f64x2.extract_lane', 0, x), get('s')),
    wasm('f64x2.extract_lane', 1, wasm('i8x16.shuffle', 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 31, x, x)),
  ],
};

const text = `(module
  (import "tfjs" "memory" (memory 0))
  (func
    (export "all") (param $at i32) (param $a f32) (result f64) (result f64)
    (local $i i32) (local $x v128) (local $1-b v128) (local $s f64)
    ;; x = a
    (local.set $x (f32x4.splat (local.get $a)))
    (loop $fours
      (if (i32.lt_u (local.get $i) (i32.shl (i32.const 64) (i32.const -65)))
        (then
          (v128.store
            (i32.add (local.get $at) (i32.and (local.get $i) (i32.const -2147483648)))
            (v128.load (local.get $at)))
          (v128.store32_lane 0 (local.get $at) (v128.load32_splat (local.get $at)))
          (br $fours))))
    (local.set $1-b
      (v128.bitselect
        (local.get $x)
        (v128.const f32x4 1 -2 0.5 0)
        (v128.and (local.get $x) (v128.const i32x4 -1 0 0 0))))
    (local.set $x (f32x4.eq (local.get $x) (local.get $x)))
    (local.set $x (f32x4.ne (local.get $x) (local.get $x)))
    (local.set $x (f32x4.lt (local.get $x) (local.get $x)))
    (local.set $x (f32x4.gt (local.get $x) (local.get $x)))
    (local.set $x (f32x4.le (local.get $x) (local.get $x)))
    (local.set $x (f32x4.ge (local.get $x) (local.get $x)))
    (local.set $x (f32x4.add (local.get $x) (local.get $x)))
    (local.set $x (f32x4.sub (local.get $x) (local.get $x)))
    (local.set $x (f32x4.mul (local.get $x) (local.get $x)))
    (local.set $x (f32x4.div (local.get $x) (local.get $x)))
    (local.set $x (f32x4.pmin (local.get $x) (local.get $x)))
    (local.set $x (f32x4.pmax (local.get $x) (local.get $x)))
    (local.set $x (f32x4.abs (local.get $x)))
    (local.set $x (f32x4.neg (local.get $x)))
    (local.set $x (f32x4.sqrt (local.get $x)))
    (local.set $x
      (f64x2.mul
        (f64x2.promote_low_f32x4 (local.tee $x (local.get $x)))
        (f64x2.add (local.get $x) (local.get $x))))
    (f64.add (f64x2.extract_lane 0 (local.get $x)) (local.get $s))
    (f64x2.extract_lane 1
      (i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 31 (local.get $x) (local.get $x)))))
`;

/** What wat2wasm of the WebAssembly Binary Toolkit (npm package wabt 1.0.39) makes of the text above. */
const bytes = [
  '0061736d0100000001080160027f7d027c7c0210010474666a73066d656d6f72790200000302010007070103616c6c00000aa202019f0203017f027b017c2001',
  'fd1321030340200241c00041bf7f7449044020002002418080808078716a2000fd000400fd0b040020002000fd090200fd5a0200000c010b0b2003fd0c000080',
  '3f000000c00000003f000000002003fd0cffffffff000000000000000000000000fd4efd52210420032003fd41210320032003fd42210320032003fd43210320',
  '032003fd44210320032003fd45210320032003fd46210320032003fde401210320032003fde501210320032003fde601210320032003fde701210320032003fd',
  'ea01210320032003fdeb0121032003fde00121032003fde10121032003fde301210320032203fd5f20032003fdf001fdf20121032003fd21002005a020032003',
  'fd0d08090a0b0c0d0e0f101112131415161ffd21010b',
].join('');

test('the text is WebAssembly text, and the bytes are what an assembler makes of it', () => {
  expect(moduleText([everyInstruction])).toBe(text);
  expect(Buffer.from(moduleBytes([everyInstruction])).toString('hex')).toBe(bytes);
});

test('an engine takes it', () => {
  expect(WebAssembly.validate(Uint8Array.from(moduleBytes([everyInstruction])))).toBe(true);
});

test('names that WebAssembly text cannot hold are written without blanks, brackets and commas', () => {
  const parameters: WasmFunction['parameters'] = new Map([['eta * max(a, 1 - b)', 'f32']]);
  expect(moduleText([{ ...everyInstruction, parameters }])).toContain('(param $eta*max<a|1-b> f32)');
});
