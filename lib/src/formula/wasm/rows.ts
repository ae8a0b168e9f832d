import type { Pass, Plan } from '../passes';
import { planRows, type RowProgram } from '../row-program';
import type { Sum } from '../stages';
import { get, set } from './building';
import { address, byte, constant, end, pairs, PassWriter, single, total, walk } from './code';
import { expFunction, logFunction } from './exponential';
import { wasm, type Instruction, type ValueType, type WasmFunction } from './module';

/** A row program as functions of WebAssembly, and what its entrance takes. */
export interface RowFunctions {
  /** The entrance is called `rows`; it gives back the totals. */
  readonly functions: readonly WasmFunction[];
  /** Whose addresses it takes, after the numbers of rows and columns. What is only read comes first. */
  readonly tensors: readonly string[];
  /** The numbers that it takes behind them, as float32. */
  readonly numbers: readonly string[];
}

const rows = 'rows.count';
const columns = 'columns.count';
const rowBytes = 'row.bytes';
const top = 'row.top';

/**
 * The WebAssembly reading of a row program. Numbers of a row are float32 like everything else, sums of a row are added up in float64. e^x and log x are
 * those of `exponential.ts`, and a norm is the root of the plain sum of squares. Errors: those of `planPasses`; powers other than 2 to 8 and 0.5.
 */
export function rowFunctions(declared: RowProgram): RowFunctions {
  return new RowsWriter(declared).write();
}

class RowsWriter {
  private readonly plan: Plan;
  private readonly vectors: readonly string[];
  private readonly largest: Readonly<Record<string, string>>;
  private readonly locals = new Map<string, ValueType>([[rowBytes, 'i32']]);

  constructor(private readonly declared: RowProgram) {
    const { vectors = [], largest = {} } = declared;
    this.plan = planRows(declared);
    this.vectors = vectors;
    this.largest = largest;
  }

  write(): RowFunctions {
    const { passes, scalars } = this.plan;
    const { totals = [], count } = this.declared;
    const stores = passes.flatMap(pass => pass.stores);
    const added = new Set(stores.filter(({ target }) => this.vectors.includes(target)).map(({ value }) => value));
    const given = scalars.filter(name => !(name in this.largest) && name !== count);
    const loads = [...new Set([...passes.flatMap(pass => pass.loads), ...Object.values(this.largest)])];
    const isVector = (tensor: string): boolean => this.vectors.includes(tensor) || added.has(tensor);
    const matrices = [...loads, ...stores.map(({ value }) => value)].filter(tensor => !isVector(tensor));
    const writers = passes.map(pass => new PassWriter(pass, { locals: this.locals, added, approximate: true }));
    const first = writers[0] ?? new PassWriter(nothing, { locals: this.locals, approximate: true });
    const eachRow = [
      ...Object.entries(this.largest).flatMap(([name, matrix]) => this.largestOf(matrix, name)),
      ...this.numbersAfter(0, first),
      ...passes.flatMap((pass, index) => [
        ...pass.sums.flatMap(sum => pairs(sum).map(pair => this.vector(pair, constant(0)))),
        set(byte, wasm('i32.const', 0)),
        ...(writers[index] as PassWriter).overAll(get(rowBytes), { fours: `fours.${index}`, ones: `ones.${index}` }),
        ...pass.sums.map(sum => this.finished(sum)),
        ...this.numbersAfter(index + 1, first),
      ]),
      ...totals.map(name => this.addTotal(name)),
      ...matrices.map(matrix => set(address(matrix), wasm('i32.add', get(address(matrix)), get(rowBytes)))),
    ];
    const body = [
      set(rowBytes, wasm('i32.shl', get(columns), wasm('i32.const', 2))),
      ...given.map(name => this.vector(name, wasm('f32x4.splat', get(single(name))))),
      ...(count === undefined ? [] : [this.vector(count, splat(wasm('f64.convert_i32_u', get(columns))))]),
      ...[...added].map(tensor => wasm('memory.fill', get(address(tensor)), wasm('i32.const', 0), get(rowBytes))),
      wasm('loop', 'rows', wasm('if', get(rows), ...eachRow, set(rows, wasm('i32.sub', get(rows), wasm('i32.const', 1))), wasm('br', 'rows'))),
      ...totals.map(name => get(`${name}.total`)),
    ];
    const tensors = [...loads, ...stores.map(({ target }) => target)];
    const main: WasmFunction = {
      name: 'rows',
      parameters: new Map<string, ValueType>([
        [rows, 'i32'],
        [columns, 'i32'],
        ...[...loads, ...stores.map(({ value }) => value)].map((tensor): [string, ValueType] => [address(tensor), 'i32']),
        ...given.map((name): [string, ValueType] => [single(name), 'f32']),
      ]),
      results: totals.map(() => 'f64'),
      locals: this.locals,
      body,
    };
    const called = callsIn(body);
    return { functions: [main, ...[expFunction, logFunction].filter(({ name }) => called.has(name))], tensors, numbers: given };
  }

  /** Numbers of the row that are known once so many passes have ended. */
  private numbersAfter(ended: number, writer: PassWriter): Instruction[] {
    return this.plan.numbers
      .filter(({ stage }) => stage === ended)
      .flatMap(({ name, value }) => [wasm('note', name), writer.set(name, writer.value(value, name))]);
  }

  private finished(sum: Sum): Instruction {
    const all = total(sum);
    const { reduction } = sum;
    if (reduction === 'norm') return this.vector(sum.name, splat(wasm('f64.sqrt', all)));
    return this.vector(sum.name, splat(reduction === 'mean' ? wasm('f64.div', all, wasm('f64.convert_i32_u', get(columns))) : all));
  }

  private addTotal(name: string): Instruction {
    const own = `${name}.total`;
    this.locals.set(own, 'f64');
    return set(own, wasm('f64.add', get(own), wasm('f64.promote_f32', wasm('f32x4.extract_lane', 0, get(name)))));
  }

  /** The largest of a row, in all lanes. As with the other comparisons, what is no number is passed over. */
  private largestOf(matrix: string, name: string): Instruction[] {
    const place = wasm('i32.add', get(address(matrix)), get(byte));
    const take = (numbers: Instruction): Instruction => this.vector(top, wasm('f32x4.pmax', get(top), numbers));
    const turned = (...lanes: readonly number[]): Instruction =>
      take(wasm('i8x16.shuffle', ...lanes.flatMap(lane => [0, 1, 2, 3].map(part => 4 * lane + part)), get(top), get(top)));
    return [
      this.vector(top, constant(-Infinity)),
      set(byte, wasm('i32.const', 0)),
      set(end, wasm('i32.and', get(rowBytes), wasm('i32.const', -16))),
      walk('top.fours', 16, [take(wasm('v128.load', place))]),
      set(end, get(rowBytes)),
      walk('top.ones', 4, [take(wasm('v128.load32_splat', place))]),
      turned(2, 3, 0, 1),
      turned(1, 0, 3, 2),
      this.vector(name, get(top)),
    ];
  }

  private vector(name: string, value: Instruction): Instruction {
    this.locals.set(name, 'v128');
    return set(name, value);
  }
}

const nothing: Pass = { loads: [], numbers: [], lines: [], sums: [], stores: [] };

/** A float64 number as float32, in all lanes. */
function splat(value: Instruction): Instruction {
  return wasm('f32x4.splat', wasm('f32.demote_f64', value));
}

function callsIn(body: readonly Instruction[]): ReadonlySet<string> {
  const called = new Set<string>();
  const visit = ({ opcode, immediates, operands }: Instruction): void => {
    if (opcode === 'call') called.add(String(immediates[0]));
    operands.forEach(visit);
  };
  body.forEach(visit);
  return called;
}
