import * as tf from '@tensorflow/tfjs';
import { composition, type Composition } from './composition';

type Resize = typeof tf.image.resizeBilinear<tf.Tensor4D>;

/**
 * The backward passes of resizing images. Each is linear, along rows and then along columns, so its slopes are those two matrices transposed, and
 * the forward kernel itself gives them: it resizes an identity matrix. Of TensorFlow.js's own, those of the cpu backend mix up height and width,
 * and all of them ignore `halfPixelCenters`.
 */
export const resizeGradients: readonly Composition[] = [
  ofResize('ResizeBilinearGrad', tf.image.resizeBilinear),
  ofResize('ResizeNearestNeighborGrad', tf.image.resizeNearestNeighbor),
];

function ofResize(name: string, resize: Resize): Composition {
  return composition(name, ({ dy, images }: { dy: tf.Tensor4D; images: tf.Tensor4D }, { alignCorners, halfPixelCenters }: tf.ResizeBilinearAttrs) => {
    const [count, height, width, channels] = images.shape;
    const [, newHeight, newWidth] = dy.shape;
    const matrix = (from: number, to: number): tf.Tensor2D =>
      tf.reshape(resize(tf.reshape(tf.eye(from), [1, from, 1, from]), [to, 1], alignCorners, halfPixelCenters), [to, from]);
    const rows = tf.matMul(matrix(height, newHeight), tf.reshape(tf.transpose(dy, [1, 0, 2, 3]), [newHeight, -1]), true);
    const turned = tf.transpose(tf.reshape(rows, [height, count, newWidth, channels]), [2, 1, 0, 3]);
    const columns = tf.matMul(matrix(width, newWidth), tf.reshape(turned, [newWidth, -1]), true);
    return tf.transpose(tf.reshape(columns, [width, count, height, channels]), [1, 2, 0, 3]);
  });
}
