import type { RowProgram } from '../formula/row-program';
import { onMemory } from '../formula/wasm/on-memory';
import { rowFunctions, type RowFunctions } from '../formula/wasm/rows';

type Entrance = { rows(...parameters: number[]): number | void };

interface ReadyRows extends RowFunctions {
  readonly on: (memory: WebAssembly.Memory) => Entrance;
}

const known = new WeakMap<RowProgram, ReadyRows>();

/** A row program as functions, compiled once, that can be had on any memory. */
export function readyRows(program: RowProgram): ReadyRows {
  let ready = known.get(program);
  if (ready === undefined) {
    const rows = rowFunctions(program);
    ready = { ...rows, on: onMemory<Entrance>(rows.functions) };
    known.set(program, ready);
  }
  return ready;
}
