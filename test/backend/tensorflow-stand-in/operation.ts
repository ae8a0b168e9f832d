import type * as tf from '@tensorflow/tfjs';
import { typeNamed, typeOf } from './types';

export type Info = tf.TensorInfo;
/** Values of the attributes by name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One of TensorFlow's operations. */
export interface Operation {
  /** Which types it has been written for. */
  readonly allowed: readonly string[];
  /**
   * What type each input has, in TensorFlow's words: that of an attribute, which the inputs under one name share, or a type. A star stands for
   * any number of inputs. The attribute T, or else the first, must be one of the allowed types.
   */
  readonly takes: string;
  compute(inputs: Info[], attributes: Attributes): Info | Info[];
}

export const float = ['float'];
export const number = ['float', 'int32'];
export const any = ['float', 'int32', 'bool', 'string'];

export function operation(allowed: readonly string[], takes: string, compute: Operation['compute']): Operation {
  return { allowed, takes, compute };
}

/** Throws, in TensorFlow's words, where inputs that must share a type do not, or an operation does not exist for their type. */
export function expectTypes(name: string, { takes, allowed }: Operation, inputs: readonly Info[], attributes: Attributes): void {
  const words = takes.split(' ');
  const perInput = words.flatMap(word => (word.endsWith('*') ? Array<string>(inputs.length - words.length + 1).fill(word.slice(0, -1)) : word));
  if (perInput.length !== inputs.length) throw new Error(`${name} expects ${perInput.length} inputs, got ${inputs.length}`);
  // TensorFlow takes a type from the first input that has it, whatever an attribute says, except where the number of inputs varies.
  const varies = takes.includes('*');
  const settled = new Map<string, string>();
  inputs.forEach(({ dtype }, index) => {
    const word = perInput[index] as string;
    const own = typeNamed(dtype).name;
    if (!settled.has(word)) settled.set(word, any.includes(word) ? word : varies ? typeOf(attributes[word]).name : own);
    const expected = settled.get(word);
    if (own !== expected) {
      throw new Error(`cannot compute ${name} as input #${index}(zero-based) was expected to be a ${expected} tensor but is a ${own} tensor`);
    }
  });
  const decisive = settled.get('T') ?? [...settled.values()][0];
  if (decisive === undefined || allowed.includes(decisive)) return;
  throw new Error(`${name}: a type attribute of ${decisive} is not in the list of allowed values: ${allowed.join(', ')}`);
}
