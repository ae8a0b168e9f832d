import * as tf from '@tensorflow/tfjs';

/** What a stateful recurrent layer takes from one batch to the next, and what it keeps until the gradients are done. */
type Recurrent = tf.layers.Layer & { stateful: boolean; states_: tf.Tensor[]; keptStates: tf.Tensor[][] };

type TrainFunction = (data: tf.Tensor[]) => tf.Scalar[];

/**
 * A model computes its metrics inside the function that an optimizer minimises, and files them there: asked twice, it would report every metric
 * twice. The optimizer cannot see the model, so the model says when it trains; that holds for `fit`, `fitDataset` and `trainOnBatch`.
 */
let inTraining: tf.LayersModel | undefined;

// TensorFlow.js makes the function of a training step with this protected method, and offers no other place to stand.
const makeTrainFunction = Reflect.get(tf.LayersModel.prototype, 'makeTrainFunction') as (this: tf.LayersModel) => TrainFunction;

Reflect.set(tf.LayersModel.prototype, 'makeTrainFunction', function announced(this: tf.LayersModel): TrainFunction {
  const train = makeTrainFunction.call(this);
  return data => {
    const outer = inTraining;
    inTraining = this;
    try {
      return train(data);
    } finally {
      inTraining = outer;
    }
  };
});

/** Computes something while the model that trains, if one does, files no metrics and keeps the states of its stateful recurrent layers. */
export function unnoticed<Result>(compute: () => Result): Result {
  const model = inTraining;
  if (model === undefined) return compute();
  const { metricsTensors } = model;
  const recurrent = model.layers.filter((layer): layer is Recurrent => layer instanceof tf.RNN && layer.stateful);
  const held = recurrent.map(layer => ({ layer, states: [...layer.states_], kept: [...layer.keptStates] }));
  model.metricsTensors = [];
  try {
    return compute();
  } finally {
    model.metricsTensors = metricsTensors;
    for (const { layer, states, kept } of held) {
      tf.dispose(layer.states_.filter(state => !states.includes(state)));
      layer.states_ = states;
      layer.keptStates = kept;
    }
  }
}
