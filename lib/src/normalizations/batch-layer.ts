import * as tf from '@tensorflow/tfjs';
import { batchNormInferenceOnTensors, batchNormOnTensors } from './batch';
import { asLayer, batch } from './documentation';
import { channelAxis } from './groups';
import { NormalizationLayer, oneShape } from './layer-base';
import type { ChannelLayerOptions } from './layers';
import { checkConvention, shareOfNew, torchRunning, updateRunningOnTensors, varianceFactor, type RunningConvention } from './running';
import { requireObject } from '../options';

/** What `batchNormLayer` can be told. */
export interface BatchNormLayerOptions extends ChannelLayerOptions {
  /** How the running statistics follow the batches; default torch's. */
  readonly running?: RunningConvention;
}

class BatchNormLayer extends NormalizationLayer {
  static readonly className = 'DescentBatchNorm';
  private readonly axis: number;
  private readonly running: RunningConvention;
  private mean: tf.LayerVariable | undefined;
  private variance: tf.LayerVariable | undefined;
  private batches: tf.LayerVariable | undefined;

  constructor({ axis = -1, running = torchRunning, ...rest }: BatchNormLayerOptions = {}) {
    super('batchNormLayer', ['axis', 'running'], rest);
    checkConvention('batchNormLayer', running);
    this.axis = axis;
    this.running = running;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    super.build(inputShape);
    const input = oneShape(inputShape);
    const shape = this.sizes(input, this.learntAxes(input));
    const keep = (name: string, size: number[], first: ReturnType<typeof tf.initializers.zeros>): tf.LayerVariable => this.addWeight(name, size, 'float32', first, undefined, false);
    this.mean = keep('running_mean', shape, tf.initializers.zeros());
    this.variance = keep('running_variance', shape, tf.initializers.ones());
    if (this.running.weightOfNew === 'cumulative') this.batches = keep('batches', [], tf.initializers.zeros());
  }

  protected override learntAxes(shape: tf.Shape): number[] {
    return [channelAxis(this.name, shape, this.axis)];
  }

  protected override normalize(x: tf.Tensor, training: boolean): tf.Tensor {
    const [mean, variance] = [this.mean, this.variance] as [tf.LayerVariable, tf.LayerVariable];
    const options = { ...this.learnt(), axis: this.axis };
    if (!training) return batchNormInferenceOnTensors(x, { mean: mean.read(), variance: variance.read() }, options);
    const batch = batchNormOnTensors(x, options);
    const share = this.batches ? tf.div(1, tf.add(this.batches.read(), 1)) : shareOfNew(this.running, 0);
    const factor = varianceFactor(this.name, this.running, x.size / batch.mean.size);
    mean.write(updateRunningOnTensors(mean.read(), batch.mean, share));
    variance.write(updateRunningOnTensors(variance.read(), tf.mul(batch.variance, factor), share));
    if (this.batches) this.batches.write(tf.add(this.batches.read(), 1));
    return batch.y;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { weightOfNew, weightOfOld, variance } = this.running;
    const weight: tf.serialization.ConfigDict = weightOfNew === undefined ? { weightOfOld } : { weightOfNew };
    return { ...super.getConfig(), axis: this.axis, running: { ...weight, variance } };
  }
}
tf.serialization.registerClass(BatchNormLayer);

/**
 * `batchNorm` as a layer of a tfjs model: the batch's statistics while `fit` runs, the running ones in `predict` and `evaluate`. It trains γ and β (`scale`,
 * `center`) and saves and loads with its running statistics. ε default 1e-5; `running` default `torchRunning`.
 * Errors: while training, a batch of one number per channel under an unbiased variance. Elsewhere: tf.layers.batchNormalization is
 * `{ running: kerasRunning, epsilon: 1e-3 }`.
 */
export function batchNormLayer(options: BatchNormLayerOptions = {}): tf.layers.Layer {
  requireObject('batchNormLayer', options);
  return new BatchNormLayer(options);
}
batchNormLayer.documentation = asLayer(batch, 'batchNormLayer', {
  more: [
    {
      name: 'running',
      meaning: 'how the running statistics follow the batches',
      values: 'a convention, such as torchRunning or kerasRunning',
      default: 'torchRunning',
      torch: 'momentum',
      keras: 'momentum',
      tfjs: 'momentum',
    },
  ],
});
batchNormLayer.latex = batch.latex;
