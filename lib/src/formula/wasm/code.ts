import type { Operation } from '../operations';
import type { Pass, Plan } from '../passes';
import type { Sum } from '../stages';
import { read, type Expression } from '../tree';
import { get } from './building';
import { wasm, type Instruction, type Opcode, type ValueType, type WasmFunction } from './module';

/**
 * The WebAssembly reading: a function for each pass of a plan, which walks over the weights four at a time and takes what is left one by one.
 * Its parameters are the number of weights, the address of each tensor it reads and of each it writes (the same one to write in place), and the
 * numbers that are the same for every weight, as float32. It gives back its sums in float64.
 *
 * Operations and their order are the formula's, as in the tensor reading on the wasm backend, so the results agree to the last bit. Two things may
 * differ there: sums, because TensorFlow.js takes them in float32, and powers other than 2, because it calls a general power function.
 *
 * Errors: an operation on tensors without an exact instruction: exp, log, and powers other than 2 to 8 and 0.5.
 */
export function wasmFunctions(plan: Plan): WasmFunction[] {
  return plan.passes.map((pass, index) => kernelFunction(pass, pass.stores.length > 0 ? 'update' : `sums${index + 1}`));
}

// A dot marks the names that are not the formula's own, so that none of its names can meet them.
export const count = 'weights.count';
export const byte = 'byte.now';
export const end = 'byte.end';
const half = 'half.f64';
export const address = (tensor: string): string => `${tensor}.at`;
export const single = (number: string): string => `${number}.f32`;
/** A sum runs in two pairs of float64, lanes 0 and 1, lanes 2 and 3, so that no addition waits for the one before it. */
export const pairs = ({ name }: Sum): [lower: string, upper: string] => [`${name}.lower`, `${name}.upper`];

function kernelFunction(pass: Pass, name: string): WasmFunction {
  const { loads, numbers, sums, stores } = pass;
  const writer = new PassWriter(pass);
  const body = [
    ...numbers.map(number => writer.set(number, wasm('f32x4.splat', get(single(number))))),
    ...writer.overAll(wasm('i32.shl', get(count), wasm('i32.const', 2))),
    ...sums.map(total),
  ];
  return {
    name,
    parameters: new Map<string, ValueType>([
      [count, 'i32'],
      ...[...loads, ...stores.map(({ value }) => value)].map((tensor): [string, ValueType] => [address(tensor), 'i32']),
      ...numbers.map((number): [string, ValueType] => [single(number), 'f32']),
    ]),
    results: sums.map(() => 'f64'),
    locals: writer.locals,
    body,
  };
}

/** How a pass differs from an optimizer's. */
export interface PassOptions {
  /** The locals of the function, where several passes share them. */
  readonly locals?: Map<string, ValueType>;
  /** Values that are added to what is in memory instead of replacing it. Default none. */
  readonly added?: ReadonlySet<string>;
  /** Whether exp and log may be taken, which are then rounded twice or so instead of once. Default no: the formula is refused. */
  readonly approximate?: boolean;
}

/** Writes the instructions of one walk over numbers that lie side by side. */
export class PassWriter {
  readonly locals: Map<string, ValueType>;
  private keptCount = 0;

  constructor(private readonly pass: Pass, private readonly options: PassOptions = {}) {
    this.locals = options.locals ?? new Map<string, ValueType>();
    for (const name of [byte, end]) this.locals.set(name, 'i32');
  }

  /** From where `byte` is to so many bytes behind the addresses: four at a time, then one by one. */
  overAll(bytes: Instruction, labels = { fours: 'fours', ones: 'ones' }): Instruction[] {
    return [
      wasm('local.set', end, wasm('i32.and', bytes, wasm('i32.const', -16))),
      walk(labels.fours, 16, this.step(4)),
      wasm('local.set', end, bytes),
      walk(labels.ones, 4, this.step(1)),
    ];
  }

  /** What is done at one place. With one weight, its value stands in all four lanes, and only the first is added up or written. */
  private step(lanes: 1 | 4): Instruction[] {
    this.keptCount = 0;
    const { loads, lines, sums, stores } = this.pass;
    const place = (tensor: string): Instruction => wasm('i32.add', get(address(tensor)), get(byte));
    const load = (tensor: string): Instruction => (lanes === 4 ? wasm('v128.load', place(tensor)) : wasm('v128.load32_splat', place(tensor)));
    const stored = (tensor: string): Instruction => (this.options.added?.has(tensor) === true ? wasm('f32x4.add', load(tensor), get(tensor)) : get(tensor));
    const store = (tensor: string): Instruction =>
      lanes === 4 ? wasm('v128.store', place(tensor), stored(tensor)) : wasm('v128.store32_lane', 0, place(tensor), stored(tensor));
    return [
      ...loads.map(tensor => this.set(tensor, load(tensor))),
      ...lines.flatMap(({ name, value, text }) => [wasm('note', text), this.set(name, this.value(value, text))]),
      ...sums.flatMap(sum => [wasm('note', sum.name), ...this.addUp(sum, lanes)]),
      ...stores.map(({ value }) => store(value)),
    ];
  }

  private addUp(sum: Sum, lanes: 1 | 4): Instruction[] {
    const value = this.value(sum.value, sum.text);
    const term = sum.reduction === 'norm' ? wasm('f64x2.mul', get(half), get(half)) : get(half);
    const whole = get(sum.name);
    const halves = [whole, wasm('i8x16.shuffle', 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15, whole, whole)];
    return [
      this.set(sum.name, lanes === 4 ? value : wasm('v128.and', value, wasm('v128.const', 'i32x4', -1, 0, 0, 0))),
      ...pairs(sum).flatMap((pair, index) => [
        this.set(half, wasm('f64x2.promote_low_f32x4', halves[index] as Instruction)),
        this.set(pair, wasm('f64x2.add', get(pair), term)),
      ]),
    ];
  }

  /** The visitor: what each node of a formula becomes. `text` is its line, for errors. */
  value(expression: Expression, text: string): Instruction {
    const instruction = read<Instruction>(expression, {
      number: constant,
      name: get,
      apply: (operation, operands, node) => {
        if (operation === 'choose') return choose(operands);
        const [first, ...rest] = operands.map(numeric) as [Instruction, ...Instruction[]];
        if (operation === 'sign') return sign(...this.kept(first));
        if (operation === '^') return this.power(first, node.operands[1], text);
        if ((operation === 'exp' || operation === 'log') && this.options.approximate === true) return wasm('call', operation, first);
        const opcode = opcodes[operation];
        if (opcode === undefined) throw new NoExactInstruction(operation, text);
        return wasm(opcode, first, ...rest);
      },
    });
    return numeric(instruction);
  }

  private power(base: Instruction, exponent: Expression | undefined, text: string): Instruction {
    const value = exponent?.kind === 'number' ? exponent.value : NaN;
    if (value === 0.5) return wasm('f32x4.sqrt', base);
    if (!(Number.isInteger(value) && value >= 2 && value <= 8)) throw new NoExactInstruction('^', text);
    const [first, again] = this.kept(base);
    return Array.from({ length: value - 1 }, () => again).reduce((product, factor) => wasm('f32x4.mul', product, factor), first);
  }

  /** A value that is used more than once: where it is computed, and where it is read again. */
  private kept(value: Instruction): [first: Instruction, again: Instruction] {
    if (value.opcode === 'local.get') return [value, value];
    const name = `kept.${this.keptCount++}`;
    return [wasm('local.tee', this.vector(name), value), get(name)];
  }

  set(name: string, value: Instruction): Instruction {
    return wasm('local.set', this.vector(name), value);
  }

  private vector(name: string): string {
    this.locals.set(name, 'v128');
    return name;
  }
}

/** An operation on tensors that a kernel could only approximate. */
export class NoExactInstruction extends Error {
  constructor(operation: Operation, line: string) {
    super(`wasm kernel: "${operation}" of a tensor has no exact instruction, in "${line}"; the tensor reading is used`);
  }
}

/** The smaller and the larger are `pmin` and `pmax`: like TensorFlow.js they give the first where the two do not compare, as with NaN. */
const opcodes: { readonly [operation in Operation]?: Opcode } = {
  '+': 'f32x4.add', '-': 'f32x4.sub', '*': 'f32x4.mul', '/': 'f32x4.div', negate: 'f32x4.neg', sqrt: 'f32x4.sqrt', abs: 'f32x4.abs',
  min: 'f32x4.pmin', max: 'f32x4.pmax', '<': 'f32x4.lt', '<=': 'f32x4.le', '>': 'f32x4.gt', '>=': 'f32x4.ge', '==': 'f32x4.eq', '!=': 'f32x4.ne',
};

const masks: readonly Opcode[] = ['f32x4.lt', 'f32x4.le', 'f32x4.gt', 'f32x4.ge', 'f32x4.eq', 'f32x4.ne'];

/** A comparison gives a mask, all bits set or none; as a number that is 1 or 0. */
function numeric(value: Instruction): Instruction {
  return masks.includes(value.opcode) ? wasm('v128.and', value, constant(1)) : value;
}

/** Both sides are computed, and each lane takes its own. A test that the host has made comes as the number 1 or 0. */
function choose([test, yes, no]: readonly Instruction[]): Instruction {
  const [mask, a, b] = [test, yes, no] as [Instruction, Instruction, Instruction];
  return wasm('v128.bitselect', numeric(a), numeric(b), masks.includes(mask.opcode) ? mask : wasm('f32x4.ne', mask, constant(0)));
}

/** (x > 0) - (x < 0), so that the sign of NaN is 0, as in the tensor reading. */
function sign(x: Instruction, again: Instruction): Instruction {
  return wasm('f32x4.sub', numeric(wasm('f32x4.gt', x, constant(0))), numeric(wasm('f32x4.lt', again, constant(0))));
}

export function constant(value: number): Instruction {
  return wasm('v128.const', 'f32x4', value, value, value, value);
}

/** `while (byte < end) { …; byte += size }` */
export function walk(label: string, size: number, statements: readonly Instruction[]): Instruction {
  const forward = wasm('local.set', byte, wasm('i32.add', get(byte), wasm('i32.const', size)));
  return wasm('loop', label, wasm('if', wasm('i32.lt_u', get(byte), get(end)), ...statements, forward, wasm('br', label)));
}

/** What a sum has come to. */
export function total(sum: Sum): Instruction {
  const [lower, upper] = pairs(sum);
  const lane = (index: number): Instruction => wasm('f64x2.extract_lane', index, wasm('f64x2.add', get(lower), get(upper)));
  return wasm('f64.add', lane(0), lane(1));
}
