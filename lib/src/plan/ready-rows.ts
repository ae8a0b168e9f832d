import { moduleBytes } from '../formula/wasm/module';
import type { RowProgram } from '../formula/row-program';
import { rowFunctions, type RowFunctions } from '../formula/wasm/rows';

type Entrance = (...parameters: number[]) => number | void;

interface ReadyRows extends RowFunctions {
  readonly entrance: Entrance;
}

const compiledRows = new WeakMap<RowProgram, RowFunctions & { readonly module: WebAssembly.Module }>();
const readyInMemory = new WeakMap<WebAssembly.Memory, WeakMap<RowProgram, ReadyRows>>();

/** A row program on a memory, compiled once and made ready once for each. */
export function readyRows(program: RowProgram, memory: WebAssembly.Memory): ReadyRows {
  const known = readyInMemory.get(memory) ?? new WeakMap<RowProgram, ReadyRows>();
  readyInMemory.set(memory, known);
  let ready = known.get(program);
  if (ready === undefined) {
    const compiled = compiledRows.get(program) ?? compile(program);
    compiledRows.set(program, compiled);
    ready = { ...compiled, entrance: new WebAssembly.Instance(compiled.module, { tfjs: { memory } }).exports['rows'] as Entrance };
    known.set(program, ready);
  }
  return ready;
}

function compile(program: RowProgram): RowFunctions & { readonly module: WebAssembly.Module } {
  const rows = rowFunctions(program);
  return { ...rows, module: new WebAssembly.Module(Uint8Array.from(moduleBytes(rows.functions))) };
}
