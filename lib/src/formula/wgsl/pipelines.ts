import type { GpuBinding, GpuDevice } from './gpu';
import type { Lanes } from './module';
import type { Shader } from './shaders';

/** A shader on a device: its layout, and a pipeline for each number of lanes, made when it is first needed. */
export class ShaderOnDevice {
  private readonly groupLayout: object;
  private readonly layout: object;
  private readonly pipelines = new Map<Lanes, object>();

  /** Errors: a shader that binds more tensors than the device can. */
  constructor(readonly shader: Shader, private readonly device: GpuDevice) {
    const { name, bindings } = shader;
    const limit = device.limits.maxStorageBuffersPerShaderStage;
    if (bindings.length > limit) {
      const excess = `needs ${bindings.length} buffers at a time, and the device binds at most ${limit}`;
      throw new Error(`wgsl kernel: "${name}" ${excess}; the tensor reading is used`);
    }
    const uses = ['uniform' as const, ...bindings.map(({ writes }) => (writes ? 'storage' as const : 'read-only-storage' as const))];
    // 4 is GPUShaderStage.COMPUTE.
    const entries = uses.map((type, binding) => ({ binding, visibility: 4, buffer: { type } }));
    this.groupLayout = device.createBindGroupLayout({ entries });
    this.layout = device.createPipelineLayout({ bindGroupLayouts: [this.groupLayout] });
  }

  pipeline(lanes: Lanes): object {
    const known = this.pipelines.get(lanes);
    if (known) return known;
    const { name } = this.shader;
    const module = this.device.createShaderModule({ label: name, code: this.shader.code(lanes) });
    const pipeline = this.device.createComputePipeline({ label: name, layout: this.layout, compute: { module } });
    this.pipelines.set(lanes, pipeline);
    return pipeline;
  }

  bind(resources: readonly GpuBinding[]): object {
    return this.device.createBindGroup({ layout: this.groupLayout, entries: resources.map((resource, binding) => ({ binding, resource })) });
  }
}
