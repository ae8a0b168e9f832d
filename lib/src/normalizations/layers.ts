import * as tf from '@tensorflow/tfjs';
import { asLayer, group, instance, layer, rms } from './documentation';
import { groupNormOnTensors, instanceNormOnTensors } from './group';
import { channelAxis, requireGroups } from './groups';
import { layerNormOnTensors, rmsNormOnTensors } from './layer';
import { NormalizationLayer, type NormalizationLayerOptions } from './layer-base';
import { requireObject } from '../options';

/** What a layer that normalises by channel can be told. */
export interface ChannelLayerOptions extends NormalizationLayerOptions {
  /** Where the channels are; default −1, the last, as in tfjs. */
  readonly axis?: number;
}

/** What a layer that normalises by example can be told. */
export interface TrailingLayerOptions extends NormalizationLayerOptions {
  /** How many of the last axes are normalised together; default 1. */
  readonly dims?: number;
}

class LayerNormLayer extends NormalizationLayer {
  static readonly className: string = 'DescentLayerNorm';
  protected readonly dims: number;
  constructor({ dims = 1, ...rest }: TrailingLayerOptions = {}, title = 'layerNormLayer') {
    super(title, ['dims'], rest);
    this.dims = dims;
  }
  protected override learntAxes(shape: tf.Shape): number[] {
    if (!Number.isInteger(this.dims) || this.dims < 1 || this.dims >= shape.length) {
      throw new Error(`${this.name}: dims must be in [1, ${shape.length - 1}] for inputs of shape [${shape.slice(1).map(String)}], got ${this.dims}`);
    }
    return shape.map((_, axis) => axis).slice(-this.dims);
  }
  protected override normalize(x: tf.Tensor): tf.Tensor {
    return layerNormOnTensors(x, { ...this.learnt(), dims: this.dims });
  }
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), dims: this.dims };
  }
}

class RmsNormLayer extends LayerNormLayer {
  static override readonly className = 'DescentRmsNorm';
  constructor({ epsilon = 1e-6, center = false, ...rest }: TrailingLayerOptions = {}) {
    super({ ...rest, epsilon, center }, 'rmsNormLayer');
  }
  protected override normalize(x: tf.Tensor): tf.Tensor {
    return rmsNormOnTensors(x, { ...this.learnt(), dims: this.dims });
  }
}

class InstanceNormLayer extends NormalizationLayer {
  static readonly className: string = 'DescentInstanceNorm';
  protected readonly axis: number;
  constructor({ axis = -1, ...rest }: ChannelLayerOptions = {}, title = 'instanceNormLayer', own: readonly string[] = []) {
    super(title, [...own, 'axis'], rest);
    this.axis = axis;
  }
  protected override learntAxes(shape: tf.Shape): number[] {
    return [channelAxis(this.name, shape, this.axis)];
  }
  protected override normalize(x: tf.Tensor): tf.Tensor {
    return instanceNormOnTensors(x, { ...this.learnt(), axis: this.axis }).y;
  }
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), axis: this.axis };
  }
}

class GroupNormLayer extends InstanceNormLayer {
  static override readonly className = 'DescentGroupNorm';
  private readonly groups: number;
  constructor({ groups, ...rest }: ChannelLayerOptions & { readonly groups: number }) {
    super(rest, 'groupNormLayer', ['groups']);
    this.groups = groups;
  }
  protected override learntAxes(shape: tf.Shape): number[] {
    const [axis] = super.learntAxes(shape) as [number];
    const channels = shape[axis];
    if (channels != null) requireGroups(this.name, channels, this.groups);
    return [axis];
  }
  protected override normalize(x: tf.Tensor): tf.Tensor {
    return groupNormOnTensors(x, { ...this.learnt(), axis: this.axis, groups: this.groups }).y;
  }
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}

for (const layer of [LayerNormLayer, RmsNormLayer, InstanceNormLayer, GroupNormLayer]) tf.serialization.registerClass(layer);

/**
 * `layerNorm` as a layer of a tfjs model: trains γ and β (`scale`, `center`), saves and loads. ε default 1e-5 (tfjs's own layer: 1e-3). As in every
 * layer here, only axes that γ, β or running statistics have need a size; the number of examples, places or steps may stay open.
 */
export function layerNormLayer(options: TrailingLayerOptions = {}): tf.layers.Layer {
  requireObject('layerNormLayer', options);
  return new LayerNormLayer(options);
}
layerNormLayer.documentation = asLayer(layer, 'layerNormLayer');
layerNormLayer.latex = layer.latex;

/** `rmsNorm` as a layer: trains γ, and β too with `center: true`. ε default 1e-6. */
export function rmsNormLayer(options: TrailingLayerOptions = {}): tf.layers.Layer {
  requireObject('rmsNormLayer', options);
  return new RmsNormLayer(options);
}
rmsNormLayer.documentation = asLayer(rms, 'rmsNormLayer', { centered: false });
rmsNormLayer.latex = rms.latex;

/** `instanceNorm` as a layer; it keeps no running statistics, so training and inference are the same. ε default 1e-5. */
export function instanceNormLayer(options: ChannelLayerOptions = {}): tf.layers.Layer {
  requireObject('instanceNormLayer', options);
  return new InstanceNormLayer(options);
}
instanceNormLayer.documentation = asLayer(instance, 'instanceNormLayer');
instanceNormLayer.latex = instance.latex;

/** `groupNorm` as a layer. Errors: a number of groups that does not divide the channels, when the model is built. ε default 1e-5. */
export function groupNormLayer(options: ChannelLayerOptions & { readonly groups: number }): tf.layers.Layer {
  return new GroupNormLayer(options);
}
groupNormLayer.documentation = asLayer(group, 'groupNormLayer');
groupNormLayer.latex = group.latex;
