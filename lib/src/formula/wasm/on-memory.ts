import { moduleBytes, type WasmFunction } from './module';

/** What a function of a module is when it is called from outside: numbers in, and a number out where it has a result. */
type Called = (...parameters: number[]) => number | void;

/** Makes functions ready for any memory: they are compiled when they are first needed, and bound once to each memory. */
export function onMemory<Functions extends Readonly<Record<string, Called>>>(functions: readonly WasmFunction[]): (memory: WebAssembly.Memory) => Functions {
  const bound = new WeakMap<WebAssembly.Memory, Functions>();
  let module: WebAssembly.Module | undefined;
  return memory => {
    const known = bound.get(memory);
    if (known !== undefined) return known;
    module ??= new WebAssembly.Module(Uint8Array.from(moduleBytes(functions)));
    // What the exports are is known from the functions alone.
    const made = new WebAssembly.Instance(module, { tfjs: { memory } }).exports as WebAssembly.Exports & Functions;
    bound.set(memory, made);
    return made;
  };
}
