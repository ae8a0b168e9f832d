import * as tf from '@tensorflow/tfjs';
import { replaceKernel } from './replace-kernel';

/**
 * Lets the webgpu backend transpose whole numbers and truth values, such as the mask of a recurrent layer: its shader writes float32, whatever it
 * reads, and does not compile for another type. They go through float32, which holds whole numbers up to 2^24, as others of its kernels do.
 */
export function transposeWholeNumbers(): void {
  const stock = tf.getKernel('Transpose', 'webgpu');
  if (!stock) throw new Error('webgpu: the backend has no kernel "Transpose"; it must be loaded first');
  replaceKernel({
    ...stock,
    kernelFunc: call => {
      const { x } = call.inputs as { x: tf.Tensor };
      const { tensorMap } = call.backend as { tensorMap: Map<object, { dtype: tf.DataType }> };
      // Truth values that were cast to float32 are still whole numbers in memory.
      const inMemory = tensorMap.get(x.dataId)?.dtype;
      if (inMemory !== 'int32' && inMemory !== 'bool') return stock.kernelFunc(call);
      // A product is computed, where a cast alone would only change the name of the type.
      return tf.tidy(() => tf.cast(tf.transpose(tf.mul(tf.cast(x, 'float32'), 1), call.attrs?.['perm'] as number[]), x.dtype));
    },
  });
}
