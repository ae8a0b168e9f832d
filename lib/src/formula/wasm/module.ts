/**
 * WebAssembly as a tree of instructions, and the bytes of it that an engine runs; `wasm-text.ts` writes the same tree for a person.
 * Only what the kernels need. Numbers are those of the specification, https://webassembly.github.io/spec/core/binary/.
 */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, ValueType>;
  readonly results: readonly ValueType[];
  readonly locals: ReadonlyMap<string, ValueType>;
  readonly body: readonly Instruction[];
}

/** `v128` holds four float32 or two float64 side by side. */
export type ValueType = keyof typeof valueTypes;

export type Opcode = keyof typeof opcodes;

/** One instruction with its immediates (names and numbers) and the instructions whose values it works on. */
export interface Instruction {
  readonly opcode: Opcode;
  readonly immediates: ReadonlyArray<string | number>;
  readonly operands: readonly Instruction[];
}

/** `wasm('f32x4.add', a, b)`, `wasm('local.get', 'w')`. */
export function wasm(opcode: Opcode, ...parts: ReadonlyArray<string | number | Instruction>): Instruction {
  const isInstruction = (part: string | number | Instruction): part is Instruction => typeof part === 'object';
  return {
    opcode,
    immediates: parts.filter((part): part is string | number => !isInstruction(part)),
    operands: parts.filter(isInstruction),
  };
}

const valueTypes = { i32: 0x7f, f64: 0x7c, f32: 0x7d, v128: 0x7b } as const;

const opcodes = {
  note: [], // a comment: text without bytes
  loop: [0x03], if: [0x04], br: [0x0c],
  'local.get': [0x20], 'local.set': [0x21], 'local.tee': [0x22],
  'i32.const': [0x41], 'i32.lt_u': [0x49], 'i32.add': [0x6a], 'i32.and': [0x71], 'i32.shl': [0x74], 'f64.add': [0xa0],
  'v128.load': simd(0x00), 'v128.load32_splat': simd(0x09), 'v128.store': simd(0x0b), 'v128.store32_lane': simd(0x5a),
  'v128.const': simd(0x0c), 'i8x16.shuffle': simd(0x0d), 'v128.and': simd(0x4e), 'v128.bitselect': simd(0x52),
  'f32x4.eq': simd(0x41), 'f32x4.ne': simd(0x42), 'f32x4.lt': simd(0x43), 'f32x4.gt': simd(0x44), 'f32x4.le': simd(0x45), 'f32x4.ge': simd(0x46),
  'f32x4.splat': simd(0x13), 'f32x4.abs': simd(0xe0), 'f32x4.neg': simd(0xe1), 'f32x4.sqrt': simd(0xe3), 'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5), 'f32x4.mul': simd(0xe6), 'f32x4.div': simd(0xe7), 'f32x4.pmin': simd(0xea), 'f32x4.pmax': simd(0xeb),
  'f64x2.extract_lane': simd(0x21), 'f64x2.promote_low_f32x4': simd(0x5f), 'f64x2.add': simd(0xf0), 'f64x2.mul': simd(0xf2),
} as const;

/** Every SIMD instruction starts with the byte 0xfd. */
function simd(code: number): number[] {
  return [0xfd, ...unsigned(code)];
}

/** A module that works on a memory imported as "tfjs" "memory" and exports every function by its name. */
export function moduleBytes(functions: readonly WasmFunction[]): Uint8Array {
  const types = functions.map(({ parameters, results }) => [0x60, ...typeList([...parameters.values()]), ...typeList(results)]);
  const memory = [...string('tfjs'), ...string('memory'), 0x02, 0x00, 0x00]; // kind 2, a memory of at least 0 pages
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
    ...section(1, types),
    ...section(2, [memory]),
    ...section(3, functions.map((_, index) => unsigned(index))), // function k has type k
    ...section(7, functions.map(({ name }, index) => [...string(name), 0x00, ...unsigned(index)])), // exports, kind 0: a function
    ...section(10, functions.map(functionBytes)),
  ]);
}

function functionBytes({ parameters, locals, body }: WasmFunction): number[] {
  const names = [...parameters.keys(), ...locals.keys()];
  return sized([...localTypes([...locals.values()]), ...body.flatMap(instruction => instructionBytes(instruction, names, [])), 0x0b]);
}

/** Neighbours of one type are declared together: how many, and which type. */
function localTypes(types: readonly ValueType[]): number[] {
  const starts = [...types.keys()].filter(index => types[index] !== types[index - 1]);
  return vector(starts.map((start, k) => [...unsigned((starts[k + 1] ?? types.length) - start), valueTypes[types[start] as ValueType]]));
}

/** WebAssembly is a stack machine: operands first, then what takes them. `labels` are the blocks around an instruction, the innermost last. */
function instructionBytes(instruction: Instruction, names: readonly string[], labels: readonly string[]): number[] {
  const { opcode, immediates, operands } = instruction;
  const bytes = (parts: readonly Instruction[], inside = labels): number[] => parts.flatMap(part => instructionBytes(part, names, inside));
  const code = opcodes[opcode];
  // A block gives no value, 0x40, and closes with 0x0b. A branch counts the blocks it leaves.
  if (opcode === 'loop') return [...code, 0x40, ...bytes(operands, [...labels, String(immediates[0])]), 0x0b];
  if (opcode === 'if') return [...bytes(operands.slice(0, 1)), ...code, 0x40, ...bytes(operands.slice(1), [...labels, '']), 0x0b];
  if (opcode === 'br') return [...code, ...unsigned(labels.length - 1 - labels.indexOf(String(immediates[0])))];
  if (opcode.startsWith('local.')) return [...bytes(operands), ...code, ...unsigned(names.indexOf(String(immediates[0])))];
  return [...bytes(operands), ...code, ...immediateBytes(opcode, immediates)];
}

function immediateBytes(opcode: Opcode, immediates: Instruction['immediates']): number[] {
  const values = immediates.map(Number);
  switch (opcode) {
    case 'i32.const':
      return signed(values[0] ?? 0);
    case 'v128.load':
    case 'v128.store':
      return [0x04, 0x00]; // usually aligned to 2^4 bytes, no offset
    case 'v128.load32_splat':
    case 'v128.store32_lane':
      return [0x02, 0x00, ...values];
    case 'v128.const': {
      const lanes = values.slice(1);
      return [...new Uint8Array(immediates[0] === 'f32x4' ? Float32Array.from(lanes).buffer : Int32Array.from(lanes).buffer)];
    }
    default:
      return opcode === 'note' ? [] : values;
  }
}

function section(id: number, items: ReadonlyArray<readonly number[]>): number[] {
  return [id, ...sized(vector(items))];
}

function vector(items: ReadonlyArray<readonly number[]>): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function typeList(types: readonly ValueType[]): number[] {
  return vector(types.map(type => [valueTypes[type]]));
}

function string(text: string): number[] {
  return sized([...new TextEncoder().encode(text)]);
}

function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128: seven bits a byte, the lowest first, the top bit set while more follow. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128 of a two's complement number, which may stop once the sixth bit repeats the sign. */
function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
