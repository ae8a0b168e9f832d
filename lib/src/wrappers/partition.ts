import type * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../formula/tensors';
import { DescentOptimizer, type NamedTensor, type VariableGradient } from '../optimizers/driver/descent-optimizer';
import { matches, matchFromConfig, matchToConfig, type Match } from '../optimizers/driver/match';
import { registerKind } from '../optimizers/driver/saved-class';
import type { Walk } from '../optimizers/driver/walk';
import { innerWeights, marked, requireOptimizer, reviveInner, saveInner } from './inner';
import { knownOptions } from '../options';

/** Which variables an optimizer of a partition takes; without `match`, all that no part before it has taken. */
export interface Part {
  /** By name, by a pattern of names, or by a test; default every variable that is left. */
  readonly match?: Match;
  /** Steps the variables of this part. */
  readonly optimizer: DescentOptimizer;
}

/**
 * Different methods for different variables: Muon for matrices and AdamW for the rest, say. Each variable goes to the first part that matches
 * it; each part counts its own steps. For other hyper-parameters of one method, `groups` is simpler.
 *
 * Differs: optax's `partition`, Keras's `MultiOptimizer`; in torch one makes several optimizers. Errors: no part, a part without an optimizer of
 * the kit; at the step, a variable that no part matches.
 */
export function partition(...parts: readonly Part[]): DescentOptimizer {
  return new PartitionedOptimizer(parts);
}

registerKind('partition', ({ parts }) => {
  const saved = parts as tf.serialization.ConfigDictArray;
  return partition(...saved.map(part => revivedPart(part as tf.serialization.ConfigDict)));
});

function revivedPart({ match, optimizer }: tf.serialization.ConfigDict): Part {
  return { ...(match !== undefined && { match: matchFromConfig(match) }), optimizer: reviveInner('partition', optimizer) };
}

class PartitionedOptimizer extends DescentOptimizer {
  constructor(private readonly parts: readonly Part[]) {
    for (const part of parts) knownOptions('partition: a part', part, { match: true, optimizer: true });
    if (parts.length === 0) throw new Error('partition: needs at least one part, as in partition({ match: /kernel/, optimizer: muon() }, …)');
    const twice = parts.find(({ optimizer }) => requireOptimizer('partition', optimizer).asksTwice);
    if (twice) throw new Error(`partition: ${twice.optimizer.name} asks for its gradient twice and cannot be a part; put it around the partition`);
    super(`partition(${parts.map(({ optimizer }) => requireOptimizer('partition', optimizer).name).join(', ')})`, 'partition');
  }

  override current(variable?: tf.Variable): Readonly<Record<string, number>> {
    return (variable ? this.partOf(variable) : (this.parts[this.parts.length - 1] as Part)).optimizer.current(variable);
  }

  override rateOf(variable?: tf.Variable): number | undefined {
    return (variable ? this.partOf(variable) : (this.parts[this.parts.length - 1] as Part)).optimizer.rateOf(variable);
  }

  override slot(variable: tf.Variable, slot: string): TensorValue | undefined {
    return this.partOf(variable).optimizer.slot(variable, slot);
  }

  override lookAhead(variable: tf.Variable): tf.Tensor | undefined {
    return this.findPart(variable)?.optimizer.lookAhead(variable);
  }

  override get looksAhead(): boolean {
    return this.parts.some(({ optimizer }) => optimizer.looksAhead);
  }

  override get waits(): boolean {
    return this.parts.some(({ optimizer }) => optimizer.waits);
  }

  override recognise(variables: readonly tf.Variable[]): void {
    for (const part of this.parts) {
      const own = variables.filter(variable => this.findPart(variable) === part);
      if (own.length > 0) part.optimizer.recognise(own);
    }
  }

  override forget(variable: tf.Variable): void {
    this.partOf(variable).optimizer.forget(variable);
  }

  override walk(): Walk {
    throw new Error(`${this.name}: a trace has one variable; trace the part that takes it`);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const parts = this.parts.map(({ match, optimizer }, index) => ({
      ...(match !== undefined && { match: matchToConfig(match, `${this.name}: parts[${index}].match`) }),
      optimizer: saveInner(optimizer),
    }));
    return { parts };
  }

  override async getWeights(): Promise<NamedTensor[]> {
    this.requireUsable();
    const weights = [await this.saveIterations()];
    for (const [index, { optimizer }] of this.parts.entries()) for (const own of await innerWeights(`part${index}`, optimizer)) weights.push(own);
    return weights;
  }

  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const saved = await this.extractIterations(weights);
    for (const [index, { optimizer }] of this.parts.entries()) await optimizer.setWeights(marked(this.name, `part${index}`, saved));
  }

  protected override advance(found: readonly VariableGradient[]): void {
    const owners = found.map(({ variable }) => this.partOf(variable));
    for (const part of this.parts) {
      const own = found.filter((_, i) => owners[i] === part);
      if (own.length > 0) part.optimizer.step(own);
    }
  }

  protected override release(): void {
    for (const { optimizer } of this.parts) optimizer.dispose();
  }

  private findPart(variable: tf.Variable): Part | undefined {
    return this.parts.find(({ match }) => match === undefined || matches(match, variable));
  }

  private partOf(variable: tf.Variable): Part {
    const part = this.findPart(variable);
    if (part) return part;
    throw new Error(`${this.name}: no part matches the variable "${variable.name}"; add a last part without match`);
  }
}
