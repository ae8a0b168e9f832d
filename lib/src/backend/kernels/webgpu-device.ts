import * as tf from '@tensorflow/tfjs';
import type { GpuBinding, GpuBuffer, GpuDevice, GpuQueue } from '../../formula/wgsl/gpu';
import { oncePerBackend } from '../active';

/** The device on which TensorFlow.js's webgpu backend computes, for code that runs shaders of its own on the backend's tensors. */
export interface WebgpuDevice extends GpuQueue {
  /** Where a tensor's values are, once what has been recorded has run. Values that are still on the host are uploaded. */
  bufferOf(tensor: tf.Tensor): GpuBuffer;
  /** Whether no one else has the same values for its own: no clone, no reshaped view, nothing held for a gradient, no buffer from outside. */
  isAlone(tensor: tf.Tensor): boolean;
  /** A float32 tensor that may hold anything. */
  allocate(shape: number[]): tf.Tensor;
  copy(tensor: tf.Tensor): tf.Tensor;
  /** To be called for a tensor whose values are changed in place: the backend keeps values that have been read, and these must go. */
  changed(tensor: tf.Tensor): void;
}

/** The device of the active backend, or why there is none to work on. */
export const webgpuDevice: () => WebgpuDevice | { readonly why: string } = oncePerBackend(open);

/** What is used of the backend. None of it is documented, so all of it is checked before it is relied on. */
interface Backend {
  readonly device: GpuDevice;
  readonly tensorMap: { get(dataId: object): TensorData };
  /** Tensors that recorded work needs: they are not freed before it has been submitted. */
  readonly commandQueueOwnedIds: { add(dataId: object): void };
  commandEncoder: CommandEncoder | null;
  computePassEncoder: ComputePassEncoder | null;
  dispatchCountInPass: number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  uploadToGPU(dataId: object): void;
  makeUniforms(fields: ReadonlyArray<{ type: 'uint32' | 'float32'; data: number[] }>): GpuBinding;
  makeTensorInfo(shape: number[], dtype: 'float32', values?: Float32Array): tf.TensorInfo;
  disposeData(dataId: object): boolean;
  refCount(dataId: object): number;
}

interface TensorData {
  /** Absent while the values are on the host only. */
  readonly resource?: GpuBuffer | null;
  /** The values, once they have been read. */
  values: unknown;
  /** Whether the buffer was given by someone else. */
  readonly external?: boolean;
}

interface CommandEncoder {
  beginComputePass(): ComputePassEncoder;
  copyBufferToBuffer(from: GpuBuffer, fromByte: number, to: GpuBuffer, toByte: number, bytes: number): void;
}

interface ComputePassEncoder {
  setPipeline(pipeline: object): void;
  setBindGroup(index: number, group: object): void;
  dispatchWorkgroups(count: number): void;
}

function open(backend: object): WebgpuDevice | { readonly why: string } {
  if (tf.getBackend() !== 'webgpu') return { why: `the backend is ${tf.getBackend()}` };
  if (!isExpected(backend)) return { why: 'the backend keeps its tensors in another way than version 4.22 does' };
  return uploadsAsItShould(backend) ? access(backend) : { why: 'a tensor is not where the backend says' };
}

function isExpected(backend: object): backend is Backend {
  const b: Partial<Backend> = backend;
  const functions = [
    b.tensorMap?.get, b.commandQueueOwnedIds?.add, b.ensureCommandEncoderReady, b.endComputePassEncoder, b.submitQueue, b.uploadToGPU,
    b.makeUniforms, b.makeTensorInfo, b.disposeData, b.refCount, b.device?.createComputePipeline,
  ];
  return functions.every(member => typeof member === 'function') && typeof b.dispatchCountInPass === 'number' && 'computePassEncoder' in b;
}

/** Values cannot be read here without waiting, but what becomes of a tensor when it is uploaded can be seen. */
function uploadsAsItShould(backend: Backend): boolean {
  const { dataId } = backend.makeTensorInfo([2], 'float32', Float32Array.of(0.5, -3));
  const data = backend.tensorMap.get(dataId);
  const before = data.resource == null && data.values !== null;
  backend.uploadToGPU(dataId);
  const after = data.resource?.size === 8 && data.values === null && backend.refCount(dataId) === 1;
  backend.disposeData(dataId);
  return before && after;
}

function access(backend: Backend): WebgpuDevice {
  const bufferOf = ({ dataId }: tf.TensorInfo): GpuBuffer => {
    backend.uploadToGPU(dataId);
    backend.commandQueueOwnedIds.add(dataId);
    return backend.tensorMap.get(dataId).resource as GpuBuffer;
  };
  // The host knows what an empty tensor holds, and the device has no buffers without bytes.
  const make = (shape: number[]): tf.TensorInfo => backend.makeTensorInfo(shape, 'float32', shape.includes(0) ? new Float32Array(0) : undefined);
  const encoder = (): CommandEncoder => {
    backend.ensureCommandEncoderReady();
    return backend.commandEncoder as CommandEncoder;
  };
  const allocate = (shape: number[]): tf.Tensor => tf.engine().makeTensorFromTensorInfo(make(shape));
  return {
    device: backend.device,
    bufferOf,
    allocate,
    isAlone: ({ dataId }) => backend.refCount(dataId) === 1 && backend.tensorMap.get(dataId).external !== true,
    copy: tensor => {
      const copy = allocate(tensor.shape);
      if (tensor.size === 0) return copy;
      backend.endComputePassEncoder();
      encoder().copyBufferToBuffer(bufferOf(tensor), 0, bufferOf(copy), 0, 4 * tensor.size);
      return copy;
    },
    changed: ({ dataId, size }) => {
      if (size === 0) return;
      // A read that is under way keeps the old values when it ends, so what is kept has to be refused from now on, not just thrown away.
      Object.defineProperty(backend.tensorMap.get(dataId), 'values', { get: () => null, set: () => undefined, configurable: true });
    },
    numbers: (counts, rest) =>
      backend.makeUniforms([
        ...counts.map(count => ({ type: 'uint32' as const, data: [count] })),
        ...rest.map(number => ({ type: 'float32' as const, data: [number] })),
      ]),
    scratch: bytes => {
      const info = make([bytes / 4]);
      const buffer = bufferOf(info);
      // Freed with what is submitted next, as the backend does with what its own kernels need in between.
      backend.disposeData(info.dataId);
      return buffer;
    },
    record: dispatches => {
      backend.computePassEncoder ??= encoder().beginComputePass();
      for (const { pipeline, bindGroup, workgroups } of dispatches) {
        backend.computePassEncoder.setPipeline(pipeline);
        backend.computePassEncoder.setBindGroup(0, bindGroup);
        backend.computePassEncoder.dispatchWorkgroups(workgroups);
        backend.dispatchCountInPass += 1;
      }
      if (backend.dispatchCountInPass < tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return;
      backend.endComputePassEncoder();
      backend.submitQueue();
    },
  };
}
