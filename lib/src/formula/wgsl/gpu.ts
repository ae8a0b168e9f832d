/**
 * What the kernels use of WebGPU, https://www.w3.org/TR/webgpu/, under names of its own: TypeScript's library has no types for it. Layouts,
 * modules, pipelines and bind groups are only handed on, so they are plain objects here.
 */
export interface GpuDevice {
  readonly limits: {
    /** How many tensors one shader may bind. */
    readonly maxStorageBuffersPerShaderStage: number;
    /** In bytes, of one bound tensor. */
    readonly maxStorageBufferBindingSize: number;
    readonly maxComputeWorkgroupsPerDimension: number;
  };
  createBindGroupLayout(layout: { entries: ReadonlyArray<{ binding: number; visibility: number; buffer: { type: BufferUse } }> }): object;
  createPipelineLayout(layout: { bindGroupLayouts: readonly object[] }): object;
  createShaderModule(source: { label: string; code: string }): object;
  createComputePipeline(pipeline: { label: string; layout: object; compute: { module: object } }): object;
  createBindGroup(group: { layout: object; entries: ReadonlyArray<{ binding: number; resource: GpuBinding }> }): object;
}

export type BufferUse = 'uniform' | 'read-only-storage' | 'storage';

/** Memory of the device. */
export interface GpuBuffer {
  /** In bytes. */
  readonly size: number;
}

/** A buffer as a shader sees it. */
export interface GpuBinding {
  readonly buffer: GpuBuffer;
}

/** A shader about to run. */
export interface Dispatch {
  readonly pipeline: object;
  readonly bindGroup: object;
  readonly workgroups: number;
}

/** A device together with how work gets into its queue. */
export interface GpuQueue {
  readonly device: GpuDevice;
  /** Puts numbers where shaders that run from now on find them: counts as u32, then the rest as float32. */
  numbers(counts: readonly number[], rest: readonly number[]): GpuBinding;
  /** A buffer for the dispatches recorded next. It may hold anything. */
  scratch(bytes: number): GpuBuffer;
  /** Runs these one after the other, after everything that was asked of the device before. */
  record(dispatches: readonly Dispatch[]): void;
}
