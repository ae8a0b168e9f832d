import * as tf from '@tensorflow/tfjs';

interface Cpu extends tf.KernelBackend {
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.backend_util.BackendValues): tf.TensorInfo;
}

/** A cpu backend that the engine does not know, so that nothing moves between it and the one that is tested. */
export const cpu = (tf.findBackendFactory('cpu') as () => Cpu)();

/** Computes one of its kernels. */
export function run(kernelName: string, inputs: object, attrs: object = {}): tf.TensorInfo {
  return runAll(kernelName, inputs, attrs)[0] as tf.TensorInfo;
}

/** Computes one of its kernels that gives several tensors. */
export function runAll(kernelName: string, inputs: object, attrs: object = {}): tf.TensorInfo[] {
  const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
  return [kernelFunc({ inputs: inputs as tf.NamedTensorInfoMap, attrs: attrs as tf.NamedAttrMap, backend: cpu })].flat().map(ours);
}

/** Some kernels make tensors of the engine, which would dispose of them at the end of a tidy. */
function ours(info: tf.TensorInfo): tf.TensorInfo {
  if (!(info instanceof tf.Tensor)) return info;
  const copy = cpu.makeTensorInfo(info.shape, info.dtype, cpu.readSync(info.dataId));
  info.dispose();
  return copy;
}

/** The numbers of a tensor that says how to compute. */
export function numbers(info: tf.TensorInfo | undefined): number[] {
  if (!info) throw new Error('tensorflow stand-in: an input is missing');
  return Array.from(cpu.readSync(info.dataId) as Int32Array);
}
