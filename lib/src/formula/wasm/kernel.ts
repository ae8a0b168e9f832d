import type { Program } from '../check';
import { HostNumbers } from '../host-numbers';
import { planPasses } from '../passes';
import { wasmFunctions } from './code';
import { moduleBytes, type WasmFunction } from './module';
import { onMemory } from './on-memory';
import { moduleText } from './text';

const kernels = new WeakMap<Program, WasmKernel>();

/** The kernel of a program, made once. Errors: an operation on tensors without an exact instruction, and what `planPasses` refuses. */
export function compileWasm(program: Program): WasmKernel {
  const kernel = kernels.get(program) ?? new WasmKernel(program);
  kernels.set(program, kernel);
  return kernel;
}

/** A function that does the same to each of many weights, and gives nothing: it may be called for some of them here and for others there. */
export interface WeightwiseCall {
  readonly functions: readonly WasmFunction[];
  readonly name: string;
  readonly called: PassFunction;
}

/** Makes a call, where it has a better way than to make it at once: with a count, so many addresses, and other numbers. Whether it has. */
export type MakeCall = (call: WeightwiseCall, parameters: readonly number[], addresses: number) => boolean;

/** One exported function of the module, and where the values of its parameters are found. */
interface Call {
  readonly name: string;
  /** Whether it gives no sums. */
  readonly isWeightwise: boolean;
  /** Positions in `from`, in `to`, and among the host's numbers. */
  readonly loads: readonly number[];
  readonly stores: readonly number[];
  readonly cells: readonly number[];
  /** Filled anew for each call. */
  readonly parameters: number[];
}

type PassFunction = (...parameters: number[]) => number | number[] | void;

/** A program compiled to WebAssembly. It knows addresses in a memory, not tensors; `runFused` runs it on tensors. */
export class WasmKernel {
  /** The tensors it reads or gives a new value, in the order in which `run` takes their addresses, and those among them that it gives one. */
  readonly tensors: readonly string[];
  readonly writes: readonly string[];
  /** What is the same for every weight, in the order in which `run` takes it, and the slots among it, in the order in which `run` returns them. */
  readonly scalars: readonly string[];
  readonly scalarSlots: readonly string[];
  readonly bytes: Uint8Array;
  /** How often it has run, so that a test or a bench can tell that it did. */
  runs = 0;
  private readonly functions: readonly WasmFunction[];
  private readonly numbers: HostNumbers;
  private readonly calls: readonly Call[];
  private readonly newScalars: readonly number[];
  private readonly on: (memory: WebAssembly.Memory) => Readonly<Record<string, PassFunction>>;
  private readonly inOrder = new WeakMap<WebAssembly.Memory, readonly PassFunction[]>();

  constructor(program: Program) {
    const plan = planPasses(program);
    this.functions = wasmFunctions(plan);
    this.bytes = moduleBytes(this.functions);
    this.on = onMemory<Record<string, PassFunction>>(this.functions);
    this.numbers = new HostNumbers(plan);
    this.writes = plan.passes.flatMap(({ stores }) => stores.map(({ target }) => target));
    this.tensors = [...new Set([...plan.passes.flatMap(({ loads }) => loads), ...this.writes])];
    this.scalars = plan.scalars;
    this.scalarSlots = [...plan.newScalars.keys()];
    this.newScalars = [...plan.newScalars.values()].map(name => this.numbers.cellOf(name));
    this.calls = plan.passes.map(({ loads, stores, numbers, sums }, index) => ({
      name: this.functions[index]?.name ?? '',
      isWeightwise: sums.length === 0,
      loads: loads.map(name => this.tensors.indexOf(name)),
      stores: stores.map(({ target }) => this.writes.indexOf(target)),
      cells: numbers.map(name => this.numbers.cellOf(name)),
      parameters: [],
    }));
  }

  /** The kernel as WebAssembly text. */
  get text(): string {
    return moduleText(this.functions);
  }

  /**
   * One step over `count` weights. `from` holds the address of each of `tensors`, `to` of each of `writes`, in bytes. To write in place, `to` repeats
   * the address in `from`; apart from that nothing may overlap. `make` may make calls that are weight by weight. Returns the new values of `scalarSlots`.
   */
  run(memory: WebAssembly.Memory, count: number, from: readonly number[], to: readonly number[], scalars: readonly number[], make?: MakeCall): number[] {
    const { calls, numbers } = this;
    const functions = this.inOrder.get(memory) ?? this.instantiate(memory);
    numbers.start(scalars);
    for (let index = 0; index < calls.length; index++) {
      const { name, isWeightwise, loads, stores, cells, parameters } = calls[index] as Call;
      let next = 0;
      parameters[next++] = count;
      for (const k of loads) parameters[next++] = from[k] as number;
      for (const k of stores) parameters[next++] = to[k] as number;
      for (const k of cells) parameters[next++] = numbers.cells[k] as number;
      const called = functions[index] as PassFunction;
      if (isWeightwise && make?.({ functions: this.functions, name, called }, parameters, loads.length + stores.length) === true) continue;
      const totals = called.apply(undefined, parameters);
      if (totals !== undefined) numbers.finish(index, typeof totals === 'number' ? [totals] : totals, count);
    }
    this.runs += 1;
    return this.newScalars.map(cell => numbers.cells[cell] as number);
  }

  private instantiate(memory: WebAssembly.Memory): readonly PassFunction[] {
    const exports = this.on(memory);
    const functions = this.calls.map(({ name }) => exports[name] as PassFunction);
    this.inOrder.set(memory, functions);
    return functions;
  }
}
