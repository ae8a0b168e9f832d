// In the place of the native addon of @tensorflow/tfjs-node-gpu: TensorFlow's operations, computed by the kernels of cpu. As TensorFlow does, it
// refuses inputs of mixed types and arrays that do not fit their tensors; what it does not know, it refuses by name.

import { writeSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { codes, typeNamed, typeOf } from './types';
import { cpu } from './cpu';
import { expectTypes } from './operation';
import { operations } from './operations';

// TensorFlow prints past Node's own streams when it is loaded: lines that the environment can silence, and some from before it looks there.
const least = Number(process.env['TF_CPP_MIN_LOG_LEVEL'] ?? 0);
if (least < 3) writeSync(2, 'I0000 00:00:00.000000 1 cpu_feature_guard.cc:210] This binary is optimized\n');
writeSync(2, 'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n');
writeSync(2, 'E0000 00:00:00.000000 1 cuda_executor.cc:1228] INTERNAL: CUDA Runtime error\n');

interface Attribute {
  readonly name: string;
  readonly value: unknown;
}

const tensors = new Map<number, tf.TensorInfo>();
let made = 0;

function keep(info: tf.TensorInfo): number {
  tensors.set(++made, info);
  return made;
}

function find(id: number): tf.TensorInfo {
  const info = tensors.get(id);
  if (!info) throw new Error(`tensorflow stand-in: there is no tensor ${id}`);
  return info;
}

function createTensor(shape: number[], code: number, values: tf.backend_util.BackendValues): number {
  const { dtype, array } = typeOf(code);
  if (!(values instanceof array)) throw new Error(`Tensor type does not match ${values.constructor.name}`);
  const size = tf.util.sizeFromShape(shape);
  if (size !== values.length) {
    throw new Error(`Shape does not match typed-array in bindData() (num_elements=${size}, array_length=${values.length})`);
  }
  return keep(cpu.makeTensorInfo(shape, dtype, values));
}

function executeOp(name: string, attributes: Attribute[], ids: number[], outputs: number): Array<{ id: number; shape: number[]; dtype: number }> {
  const operation = operations[name];
  if (!operation) throw new Error(`tensorflow stand-in: it does not know the operation "${name}"`);
  const inputs = ids.map(find);
  const values = Object.fromEntries(attributes.map(attribute => [attribute.name, attribute.value]));
  expectTypes(name, operation, inputs, values);
  const computed = [operation.compute(inputs, values)].flat();
  if (computed.length !== outputs) throw new Error(`tensorflow stand-in: "${name}" gives ${computed.length} tensors, not ${outputs}`);
  return computed.map(info => ({ id: keep(info), shape: info.shape, dtype: typeNamed(info.dtype).code }));
}

module.exports = {
  ...codes,
  TF_Version: 'stand-in',
  isUsingGpuDevice: () => false,
  createTensor,
  executeOp,
  deleteTensor(id: number): void {
    cpu.disposeData(find(id).dataId);
    tensors.delete(id);
  },
  tensorDataSync: (id: number) => cpu.readSync(find(id).dataId).slice(),
  getNumOfTensors: () => tensors.size,
};
