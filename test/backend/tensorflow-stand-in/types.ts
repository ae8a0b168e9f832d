import type * as tf from '@tensorflow/tfjs';

/** A type of tensors: TensorFlow's code and name, that of TensorFlow.js, and the array that holds its values. */
interface Type {
  readonly code: number;
  readonly name: string;
  readonly dtype: tf.DataType;
  readonly array: Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor | ArrayConstructor;
}

const types: readonly Type[] = [
  { code: 1, name: 'float', dtype: 'float32', array: Float32Array },
  { code: 3, name: 'int32', dtype: 'int32', array: Int32Array },
  { code: 7, name: 'string', dtype: 'string', array: Array },
  { code: 10, name: 'bool', dtype: 'bool', array: Uint8Array },
];

/** The constants of the addon that the package compares with, as TensorFlow's C interface numbers them. */
export const codes = {
  TF_FLOAT: 1,
  TF_INT32: 3,
  TF_UINT8: 4,
  TF_STRING: 7,
  TF_COMPLEX64: 8,
  TF_INT64: 9,
  TF_BOOL: 10,
  TF_RESOURCE: 20,
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
};

export function typeOf(code: unknown): Type {
  const type = types.find(candidate => candidate.code === code);
  if (!type) throw new Error(`tensorflow stand-in: it has no tensors of type ${String(code)}`);
  return type;
}

export function typeNamed(dtype: string): Type {
  const type = types.find(candidate => candidate.dtype === dtype);
  if (!type) throw new Error(`tensorflow stand-in: it has no tensors of type "${dtype}"`);
  return type;
}
