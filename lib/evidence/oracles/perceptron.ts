import { largest } from '../../src/extremes';

/** Parameters by name: `W1`, `b1`, …; a weight matrix is [outputs, inputs], row by row. */
export type Parameters = Readonly<Record<string, Float64Array>>;

export interface Examples {
  readonly inputs: ReadonlyArray<readonly number[]>;
  /** The class of each example. */
  readonly labels: readonly number[];
}

/**
 * A multilayer perceptron in float64 with its gradient by hand-written backpropagation: the mean cross-entropy of softmax(logits), and how
 * many examples have their class on top. It exists so that a recorded training can be followed with nothing of a tensor library in between.
 */
export function perceptron(
  sizes: readonly number[],
  activation: 'tanh' | 'relu',
  { inputs, labels }: Examples,
  parameters: Parameters,
): { loss: number; correct: number; gradients: Record<string, Float64Array> } {
  const gradients = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, new Float64Array(values.length)]));
  const layers = sizes.length - 1;
  let loss = 0;
  let correct = 0;
  inputs.forEach((input, example) => {
    const outputs: number[][] = [[...input]];
    for (let layer = 1; layer <= layers; layer++) {
      const sums = affine(parameters[`W${layer}`] as Float64Array, parameters[`b${layer}`] as Float64Array, outputs[layer - 1] as number[]);
      outputs.push(layer === layers ? sums : sums.map(sum => (activation === 'tanh' ? Math.tanh(sum) : Math.max(0, sum))));
    }
    const logits = outputs[layers] as number[];
    const label = labels[example] as number;
    const top = largest(logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
    loss += (top + Math.log(total) - (logits[label] as number)) / inputs.length;
    correct += Number(logits.indexOf(top) === label);
    // By the logits, the loss has the slope softmax − label; each layer passes it on through its weights and its activation's slope.
    let slope = logits.map((logit, i) => (Math.exp(logit - top) / total - Number(i === label)) / inputs.length);
    for (let layer = layers; layer >= 1; layer--) {
      const before = outputs[layer - 1] as number[];
      const weights = parameters[`W${layer}`] as Float64Array;
      addOuter(gradients[`W${layer}`] as Float64Array, gradients[`b${layer}`] as Float64Array, slope, before);
      slope = before.map((output, j) => {
        const passed = slope.reduce((sum, s, i) => sum + s * (weights[i * before.length + j] as number), 0);
        return passed * (activation === 'tanh' ? 1 - output * output : Number(output > 0));
      });
    }
  });
  return { loss, correct, gradients };
}

function affine(weights: Float64Array, bias: Float64Array, input: readonly number[]): number[] {
  return Array.from(bias, (offset, i) => input.reduce((sum, x, j) => sum + x * (weights[i * input.length + j] as number), offset));
}

function addOuter(weights: Float64Array, bias: Float64Array, slope: readonly number[], input: readonly number[]): void {
  slope.forEach((s, i) => {
    bias[i] = (bias[i] as number) + s;
    input.forEach((x, j) => {
      const at = i * input.length + j;
      weights[at] = (weights[at] as number) + s * x;
    });
  });
}
