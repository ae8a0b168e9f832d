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
  loop: [0x03], if: [0x04], br: [0x0c], br_if: [0x0d], call: [0x10], drop: [0x1a], return: [0x0f], select: [0x1b],
  'local.get': [0x20], 'local.set': [0x21], 'local.tee': [0x22],
  'i32.const': [0x41], 'i32.eqz': [0x45], 'i32.eq': [0x46], 'i32.ne': [0x47], 'i32.lt_s': [0x48], 'i32.lt_u': [0x49], 'i32.gt_s': [0x4a], 'i32.ge_s': [0x4e],
  'i32.add': [0x6a], 'i32.sub': [0x6b], 'i32.mul': [0x6c], 'i32.div_u': [0x6e], 'i32.rem_u': [0x70], 'i32.and': [0x71], 'i32.or': [0x72], 'i32.shl': [0x74],
  'i32.store': [0x36], 'i64.const': [0x42],
  'i32.atomic.load': atomic(0x10), 'i32.atomic.store': atomic(0x17), 'i32.atomic.rmw.add': atomic(0x1e), 'i32.atomic.rmw.cmpxchg': atomic(0x48),
  'memory.atomic.notify': atomic(0x00), 'memory.atomic.wait32': atomic(0x01),
  'i32.load': [0x28], 'f32.load': [0x2a], 'f32.gt': [0x5e], 'f32.store': [0x38], 'f32.const': [0x43], 'f32.add': [0x92], 'f64.add': [0xa0],
  'f64.const': [0x44], 'f64.div': [0xa3], 'f64.sqrt': [0x9f], 'f64.convert_i32_u': [0xb8], 'f32.demote_f64': [0xb6], 'f64.promote_f32': [0xbb],
  'memory.copy': [0xfc, 0x0a, 0x00, 0x00], 'memory.fill': [0xfc, 0x0b, 0x00],
  'v128.load': simd(0x00), 'v128.load32_splat': simd(0x09), 'v128.store': simd(0x0b), 'v128.store32_lane': simd(0x5a),
  'v128.const': simd(0x0c), 'i8x16.shuffle': simd(0x0d), 'v128.and': simd(0x4e), 'v128.andnot': simd(0x4f), 'v128.or': simd(0x50), 'v128.any_true': simd(0x53), 'i32x4.eq': simd(0x37), 'v128.bitselect': simd(0x52),
  'f32x4.eq': simd(0x41), 'f32x4.ne': simd(0x42), 'f32x4.lt': simd(0x43), 'f32x4.gt': simd(0x44), 'f32x4.le': simd(0x45), 'f32x4.ge': simd(0x46),
  'f32x4.splat': simd(0x13), 'f32x4.extract_lane': simd(0x1f), 'f32x4.nearest': simd(0x6a), 'i32x4.trunc_sat_f32x4_s': simd(0xf8),
  'f32x4.convert_i32x4_s': simd(0xfa), 'i32x4.shl': simd(0xab), 'i32x4.shr_s': simd(0xac), 'i32x4.shr_u': simd(0xad), 'i32x4.add': simd(0xae),
  'i32x4.sub': simd(0xb1),
  'f32x4.abs': simd(0xe0), 'f32x4.neg': simd(0xe1), 'f32x4.sqrt': simd(0xe3), 'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5), 'f32x4.mul': simd(0xe6), 'f32x4.div': simd(0xe7), 'f32x4.pmin': simd(0xea), 'f32x4.pmax': simd(0xeb),
  'f64x2.extract_lane': simd(0x21), 'f64x2.promote_low_f32x4': simd(0x5f), 'f64x2.add': simd(0xf0), 'f64x2.mul': simd(0xf2),
  'f32x4.relaxed_madd': simd(0x105), // a b + c, rounded once or twice as the processor does it fastest
} as const;

/** Every SIMD instruction starts with the byte 0xfd. */
function simd(code: number): number[] {
  return [0xfd, ...unsigned(code)];
}

/** Instructions that threads meet by start with the byte 0xfe. */
function atomic(code: number): number[] {
  return [0xfe, code];
}

/** What a module is told of the memory that it imports. */
export interface MemoryKind {
  /** Whether threads share it. Default no. */
  readonly shared?: boolean;
}

/** A module that works on a memory imported as "tfjs" "memory" and exports every function by its name. */
export function moduleBytes(functions: readonly WasmFunction[], { shared = false }: MemoryKind = {}): Uint8Array {
  const types = functions.map(({ parameters, results }) => [0x60, ...typeList([...parameters.values()]), ...typeList(results)]);
  // Of at least 0 pages; a shared one must be said to have an end, which here is that of all addresses.
  const limits = shared ? [0x03, 0x00, ...unsigned(65_536)] : [0x00, 0x00];
  const memory = [...string('tfjs'), ...string('memory'), 0x02, ...limits];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
    ...section(1, types),
    ...section(2, [memory]),
    ...section(3, functions.map((_, index) => unsigned(index))), // function k has type k
    ...section(7, functions.map(({ name }, index) => [...string(name), 0x00, ...unsigned(index)])), // exports, kind 0: a function
    ...section(10, functions.map(each => functionBytes(each, functions.map(({ name }) => name)))),
  ]);
}

function functionBytes({ parameters, locals, body }: WasmFunction, functions: readonly string[]): number[] {
  const names: Names = { locals: [...parameters.keys(), ...locals.keys()], functions };
  return sized([...localTypes([...locals.values()]), ...body.flatMap(instruction => instructionBytes(instruction, names, [])), 0x0b]);
}

/** What instructions call by a name and bytes by its place. */
interface Names {
  readonly locals: readonly string[];
  readonly functions: readonly string[];
}

/** Neighbours of one type are declared together: how many, and which type. */
function localTypes(types: readonly ValueType[]): number[] {
  const starts = [...types.keys()].filter(index => types[index] !== types[index - 1]);
  return vector(starts.map((start, k) => [...unsigned((starts[k + 1] ?? types.length) - start), valueTypes[types[start] as ValueType]]));
}

/** WebAssembly is a stack machine: operands first, then what takes them. `labels` are the blocks around an instruction, the innermost last. */
function instructionBytes(instruction: Instruction, names: Names, labels: readonly string[]): number[] {
  const { opcode, immediates, operands } = instruction;
  const bytes = (parts: readonly Instruction[], inside = labels): number[] => parts.flatMap(part => instructionBytes(part, names, inside));
  const code = opcodes[opcode];
  // A block gives no value, 0x40, and closes with 0x0b. A branch counts the blocks it leaves.
  if (opcode === 'loop') return [...code, 0x40, ...bytes(operands, [...labels, String(immediates[0])]), 0x0b];
  if (opcode === 'if') return [...bytes(operands.slice(0, 1)), ...code, 0x40, ...bytes(operands.slice(1), [...labels, '']), 0x0b];
  const name = String(immediates[0]);
  if (opcode === 'br' || opcode === 'br_if') return [...bytes(operands), ...code, ...unsigned(labels.length - 1 - labels.indexOf(name))];
  if (opcode === 'call') return [...bytes(operands), ...code, ...unsigned(names.functions.indexOf(name))];
  if (opcode.startsWith('local.')) return [...bytes(operands), ...code, ...unsigned(names.locals.indexOf(name))];
  return [...bytes(operands), ...code, ...immediateBytes(opcode, immediates)];
}

function immediateBytes(opcode: Opcode, immediates: Instruction['immediates']): number[] {
  const values = immediates.map(Number);
  switch (opcode) {
    case 'i32.const':
    case 'i64.const':
      return signed(values[0] ?? 0);
    case 'v128.load':
    case 'v128.store':
      return [0x04, ...unsigned(values[0] ?? 0)]; // usually aligned to 2^4 bytes, and how far behind the address
    case 'v128.load32_splat':
    case 'i32.load':
    case 'i32.store':
    case 'i32.atomic.load':
    case 'i32.atomic.store':
    case 'i32.atomic.rmw.add':
    case 'i32.atomic.rmw.cmpxchg':
    case 'memory.atomic.notify':
    case 'memory.atomic.wait32':
    case 'f32.load':
    case 'f32.store':
      return [0x02, ...unsigned(values[0] ?? 0)];
    case 'v128.store32_lane':
      return [0x02, 0x00, ...values];
    case 'f32.const':
      return [...new Uint8Array(Float32Array.from(values).buffer)];
    case 'f64.const':
      return [...new Uint8Array(Float64Array.from(values).buffer)];
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
