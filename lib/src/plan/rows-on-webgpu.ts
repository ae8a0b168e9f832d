import * as tf from '@tensorflow/tfjs';
import { webgpuDevice, type WebgpuDevice } from '../backend/kernels/webgpu-device';
import type { RowProgram } from '../formula/row-program';
import type { GpuDevice } from '../formula/wgsl/gpu';
import { ShaderOnDevice } from '../formula/wgsl/pipelines';
import { rowShader, type RowShader } from '../formula/wgsl/rows';

interface Ready {
  readonly shader: RowShader;
  readonly onDevice: ShaderOnDevice;
}

const ready = new WeakMap<GpuDevice, WeakMap<RowProgram, Ready>>();

/**
 * Runs a row program on tensors of the webgpu backend. Gives a new tensor for each that the program writes, one number a column for what is added up over
 * the rows, and the sum over the rows for each total. `given` is what every number is that the host gives. Errors: more rows than the device takes.
 */
export function runRowsOnWebgpu(program: RowProgram, tensors: Readonly<Record<string, tf.Tensor>>, given: number): Record<string, tf.Tensor> {
  const gpu = webgpuDevice();
  if ('why' in gpu) throw new Error(`wgsl rows: they cannot run here, because ${gpu.why}`);
  const { shader, onDevice } = readyOn(gpu.device, program);
  const [first] = shader.reads;
  const [rows, columns] = (tensors[first as string] as tf.Tensor).shape as [number, number];
  const most = gpu.device.limits.maxComputeWorkgroupsPerDimension;
  if (rows > most) throw new Error(`wgsl rows: the device takes ${most} rows at a time, got ${rows}`);
  const written = [...shader.writes.map(() => gpu.allocate([rows, columns])), ...shader.totals.map(() => gpu.allocate([rows]))];
  dispatch(gpu, { shader, onDevice }, [...shader.reads.map(name => tensors[name] as tf.Tensor), ...written], [rows, columns], given);
  const { vectors = [] } = program;
  return Object.fromEntries([...shader.writes, ...shader.totals].map((name, index) => {
    const tensor = written[index] as tf.Tensor;
    if (index >= shader.writes.length) return [name, tf.sum(tensor)];
    return [name, vectors.includes(name) ? tf.sum(tensor, 0) : tensor];
  }));
}

function dispatch(gpu: WebgpuDevice, { shader, onDevice }: Ready, bound: readonly tf.Tensor[], [rows, columns]: readonly [number, number], given: number): void {
  const uploaded = gpu.numbers([rows, columns], shader.numbers.map(() => given));
  const bindGroup = onDevice.bind([uploaded, ...bound.map(tensor => ({ buffer: gpu.bufferOf(tensor) }))]);
  gpu.record([{ pipeline: onDevice.pipeline(1), bindGroup, workgroups: rows }]);
}

function readyOn(device: GpuDevice, program: RowProgram): Ready {
  const programs = ready.get(device) ?? new WeakMap<RowProgram, Ready>();
  ready.set(device, programs);
  let one = programs.get(program);
  if (one === undefined) {
    const shader = rowShader(program);
    one = { shader, onDevice: new ShaderOnDevice(shader, device) };
    programs.set(program, one);
  }
  return one;
}
