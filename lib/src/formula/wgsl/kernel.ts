import type { Program } from '../check';
import type { GpuBuffer, GpuDevice, GpuQueue } from './gpu';
import { planForGpu } from './plan';
import { HostNumbers } from '../host-numbers';
import { workgroupSize } from './module';
import { WgslNames, type Binding } from './names';
import { ShaderOnDevice } from './pipelines';
import { wgslShaders, type Grid, type Shader } from './shaders';

const kernels = new WeakMap<Program, WgslKernel>();

/** The kernel of a program, made once. Errors: an operation on tensors without an exact instruction, and what `planPasses` refuses. */
export function compileWgsl(program: Program): WgslKernel {
  const kernel = kernels.get(program) ?? new WgslKernel(program);
  kernels.set(program, kernel);
  return kernel;
}

/** The buffers of one step, each list in the kernel's own order. */
export interface StepBuffers {
  /** Of `tensors`. Those that the kernel writes are changed in place. */
  readonly tensors: readonly GpuBuffer[];
  /** Of `deviceSlots`, with the values before the step, and others for the values after it. */
  readonly slots: readonly GpuBuffer[];
  readonly newSlots: readonly GpuBuffer[];
}

/** A program compiled to WGSL. It knows buffers, not tensors; `runFusedOnWebgpu` runs it on tensors. */
export class WgslKernel {
  /** The tensors it reads or gives a new value, and those among them that it gives one. */
  readonly tensors: readonly string[];
  readonly writes: readonly string[];
  /** Slots whose one value stays on the device. */
  readonly deviceSlots: readonly string[];
  /** What is the same for every weight and known to the host, and the slots among it, in the order in which `run` returns them. */
  readonly scalars: readonly string[];
  readonly scalarSlots: readonly string[];
  /** How often it has run, so that a test or a bench can tell that it did. */
  runs = 0;
  private readonly shaders: readonly Shader[];
  private readonly resultCount: number;
  private readonly sumCount: number;
  private readonly numbers: HostNumbers;
  private readonly uploaded: readonly number[];
  private readonly newScalars: readonly number[];
  private readonly devices = new WeakMap<GpuDevice, readonly ShaderOnDevice[]>();

  constructor(program: Program) {
    const plan = planForGpu(program);
    const names = new WgslNames(plan);
    this.shaders = wgslShaders(plan, names);
    this.resultCount = names.resultCount;
    this.sumCount = Math.max(0, ...plan.passes.map(({ sums }) => sums.flatMap(sum => names.parts(sum)).length));
    this.writes = plan.passes.flatMap(({ stores }) => stores.map(({ target }) => target));
    this.tensors = [...new Set([...plan.passes.flatMap(({ loads }) => loads), ...this.writes])];
    this.deviceSlots = plan.deviceSlots;
    this.scalars = plan.host.scalars;
    this.scalarSlots = [...plan.host.newScalars.keys()];
    this.numbers = new HostNumbers(plan.host);
    this.uploaded = plan.uploaded.map(name => this.numbers.cellOf(name));
    this.newScalars = [...plan.host.newScalars.values()].map(name => this.numbers.cellOf(name));
  }

  /** The kernel as WGSL, one module for each shader, here for a number of weights that is a multiple of four. */
  get text(): string {
    return this.shaders.map(shader => shader.code(4)).join('\n');
  }

  /** Readies it for a device. Errors: a shader that binds more tensors than the device can. */
  on(device: GpuDevice): readonly ShaderOnDevice[] {
    const shaders = this.devices.get(device) ?? this.shaders.map(shader => new ShaderOnDevice(shader, device));
    this.devices.set(device, shaders);
    return shaders;
  }

  /** One step over `count` weights. Returns the new values of `scalarSlots`; all else is there for whatever is recorded next. */
  run(queue: GpuQueue, count: number, { tensors, slots, newSlots }: StepBuffers, scalars: readonly number[]): number[] {
    const { numbers, resultCount, sumCount } = this;
    const lanes = count % 4 === 0 ? 4 : 1;
    const workgroups = workgroupsFor(count / lanes, queue.device.limits.maxComputeWorkgroupsPerDimension);
    const results = resultCount > 0 ? queue.scratch(4 * resultCount) : undefined;
    const partials = sumCount > 0 ? queue.scratch(4 * sumCount * Math.max(1, workgroups.sums)) : undefined;
    const bufferOf = ({ kind, name }: Binding): GpuBuffer | undefined =>
      ({
        tensor: tensors[this.tensors.indexOf(name)],
        slot: slots[this.deviceSlots.indexOf(name)],
        'new slot': newSlots[this.deviceSlots.indexOf(name)],
        results,
        partials,
      })[kind];
    numbers.start(scalars);
    const uploaded = queue.numbers([count, workgroups.sums], this.uploaded.map(cell => numbers.cells[cell] as number));
    const running = this.on(queue.device).filter(({ shader }) => workgroups[shader.grid] > 0);
    queue.record(
      running.map(onDevice => ({
        pipeline: onDevice.pipeline(lanes),
        bindGroup: onDevice.bind([uploaded, ...onDevice.shader.bindings.map(binding => ({ buffer: bufferOf(binding) as GpuBuffer }))]),
        workgroups: workgroups[onDevice.shader.grid],
      })),
    );
    this.runs += 1;
    return this.newScalars.map(cell => numbers.cells[cell] as number);
  }
}

/**
 * How many workgroups walk over `items`, each of them a weight or four. Where they only map, an invocation takes one, as far as the device allows.
 *
 * Where they add up, an invocation takes k of them, at least 8 so that the additions outweigh the waiting for each other, and leaves no more than k
 * sums to each invocation of the workgroup that adds up the rest. So a term passes through 2 k + 18 additions (2 for four weights, 8 for each
 * workgroup of 256), each of which rounds: 34 up to 16 M weights, and no more than twice as many for four times the weights.
 */
function workgroupsFor(items: number, limit: number): Record<Grid, number> {
  const perInvocation = Math.max(8, Math.ceil(Math.sqrt(items) / workgroupSize));
  const adding = Math.ceil(items / workgroupSize / perInvocation);
  return { weights: Math.min(Math.ceil(items / workgroupSize), limit), sums: Math.min(adding, limit), one: 1 };
}
