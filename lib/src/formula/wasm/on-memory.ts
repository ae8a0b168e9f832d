import { moduleBytes, type WasmFunction } from './module';

/** What a function of a module is when it is called from outside: numbers in, and as many out as it has results. */
type Called = (...parameters: number[]) => number | number[] | void;

/** Makes functions ready for any memory: they are compiled when they are first needed for memories of its kind, and bound once to each. */
export function onMemory<Functions extends Readonly<Record<string, Called>>>(functions: readonly WasmFunction[]): (memory: WebAssembly.Memory) => Functions {
  const bound = new WeakMap<WebAssembly.Memory, Functions>();
  const modules = new Map<boolean, WebAssembly.Module>();
  return memory => {
    const known = bound.get(memory);
    if (known !== undefined) return known;
    const shared = isShared(memory);
    const module = modules.get(shared) ?? compiled(functions, shared);
    modules.set(shared, module);
    // What the exports are is known from the functions alone.
    const made = new WebAssembly.Instance(module, { tfjs: { memory } }).exports as WebAssembly.Exports & Functions;
    bound.set(memory, made);
    return made;
  };
}

/** Functions as a module for memories that threads share, or for those that they do not. */
export function compiled(functions: readonly WasmFunction[], shared: boolean): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.from(moduleBytes(functions, { shared })));
}

/** Whether threads share a memory; it may be of another realm, as in a notebook's cell. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]';
}
