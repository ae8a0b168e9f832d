import { moduleBytes, type WasmFunction } from './module';

/** What a function of a module is when it is called from outside: numbers in, and as many out as it has results. */
type Called = (...parameters: number[]) => number | number[] | void;

/** Makes functions ready for any memory: they are compiled when they are first needed for memories of its kind, and bound once to each. */
export function onMemory<Functions extends Readonly<Record<string, Called>>>(functions: readonly WasmFunction[]): (memory: WebAssembly.Memory) => Functions {
  const bound = new WeakMap<WebAssembly.Memory, Functions>();
  return memory => {
    const known = bound.get(memory);
    if (known !== undefined) return known;
    // What the exports are is known from the functions alone.
    const made = new WebAssembly.Instance(compiled(functions, isShared(memory)), { tfjs: { memory } }).exports as WebAssembly.Exports & Functions;
    bound.set(memory, made);
    return made;
  };
}

const modules = new WeakMap<readonly WasmFunction[], Map<boolean, WebAssembly.Module>>();

/** Functions as a module for memories that threads share, or for those that they do not; each is compiled once. */
export function compiled(functions: readonly WasmFunction[], shared: boolean): WebAssembly.Module {
  const kinds = modules.get(functions) ?? new Map<boolean, WebAssembly.Module>();
  modules.set(functions, kinds);
  const module = kinds.get(shared) ?? new WebAssembly.Module(Uint8Array.from(moduleBytes(functions, { shared })));
  kinds.set(shared, module);
  return module;
}

/** Whether threads share a memory; it may be of another realm, as in a notebook's cell. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]';
}
