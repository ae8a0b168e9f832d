// TensorFlow.js has a build of its wasm backend for threads, which does not start in Node. Its build for one thread keeps tensors in a memory that it brings
// along, and one bit of the module says whether other threads may see that memory. Nothing else about the module changes, and it still runs on one thread.

/** Sections of a module, and the flags that come with the limits of a memory: https://webassembly.github.io/spec/core/binary/modules.html. */
const memorySection = 5;
const limited = 0x01;
const shared = 0x02;
const headerBytes = 8;

/** A copy of a module whose own memory threads can share. Undefined where it brings none, or one without a limit, which cannot be shared. */
export function withSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const copy = new Uint8Array(module);
  let at = headerBytes;
  const number = (): number => {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const byte = copy[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  while (at < copy.length) {
    const section = copy[at++];
    const end = number() + at;
    if (section === memorySection) {
      const count = number();
      if (count !== 1 || copy[at] !== limited) return undefined;
      copy[at] = limited | shared;
      return copy;
    }
    at = end;
  }
  return undefined;
}

type Instantiate = (module: BufferSource, imports?: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;

/**
 * Starts something that instantiates a module with a memory of its own, in such a way that threads can share the memory. Where the engine or the system
 * refuses that, the memory is what it would have been.
 */
export async function sharingMemory<Result>(start: () => Promise<Result>): Promise<Result> {
  const holder = WebAssembly as { instantiate: Instantiate };
  const { instantiate } = holder;
  holder.instantiate = async (module, imports) => {
    const marked = module instanceof Uint8Array ? withSharedMemory(module) : undefined;
    if (marked === undefined) return instantiate(module, imports);
    return instantiate(marked, imports).catch(() => instantiate(module, imports));
  };
  try {
    return await start();
  } finally {
    holder.instantiate = instantiate;
  }
}
