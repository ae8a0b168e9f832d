import type { Contender } from './measure';
import { webgpuQueue } from './webgpu-queue';

/** Copies so many bytes from one place to another, in the memory that the backend's tensors are in. */
export function copy(bytes: number, backend: string): Contender & { dispose(): void } {
  return backend === 'webgpu' ? onDevice(bytes) : onHost(bytes);
}

/**
 * Between two halves of a WebAssembly memory, such as the wasm backend's tensors lie in, but of its own, so that nothing else is moved. `set` between
 * views of one buffer is the C library's `memmove`, the fastest copy the processor's maker knows.
 */
function onHost(bytes: number): Contender & { dispose(): void } {
  const page = 65536;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((2 * bytes) / page) });
  const from = new Float32Array(memory.buffer, 0, bytes / 4).fill(1);
  const to = new Float32Array(memory.buffer, bytes, bytes / 4).fill(2);
  return {
    repeat: times => {
      for (let i = 0; i < times; i++) to.set(from);
    },
    dispose: () => undefined,
  };
}

/** Between two buffers of the device. What is larger than a buffer can be is copied in parts, each over the one before. */
function onDevice(bytes: number): Contender & { dispose(): void } {
  const { device, queue } = webgpuQueue();
  const parts = Math.ceil(bytes / device.limits.maxBufferSize);
  const size = 4 * Math.ceil(bytes / parts / 4);
  const [from, to] = [GPUBufferUsage.COPY_SRC, GPUBufferUsage.COPY_DST].map(usage => device.createBuffer({ size, usage })) as [GPUBuffer, GPUBuffer];
  return {
    repeat: times => {
      const encoder = device.createCommandEncoder();
      for (let i = 0; i < times * parts; i++) encoder.copyBufferToBuffer(from, 0, to, 0, size);
      queue.submit([encoder.finish()]);
    },
    dispose: () => {
      from.destroy();
      to.destroy();
    },
  };
}
