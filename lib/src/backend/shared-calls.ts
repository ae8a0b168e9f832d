import type { MakeCall, WeightwiseCall } from '../formula/wasm/kernel';
import { multiplierHere } from './products/multiplier-here';
import { mostNumbers, mostParts } from './threads/board';
import { Paces } from './threads/pace';
import type { SecondThread } from './threads/second-thread';

/** A weight of a kernel is read and written at the speed of memory, which takes about as long as so many terms of a product. */
const workOfWeight = 10;

/** Weights of a part at least, some ten microseconds of a step. Calls of fewer are not shared. */
export const leastOfPart = 32 * 1024;

const paces = new WeakMap<WeightwiseCall['functions'], Paces>();

/** Calls a function that does the same to each of many weights with two threads, where there are two and where that is faster. */
export const shareCall: MakeCall = (call, parameters, addressCount) => sharedCall(call, parameters, addressCount) !== undefined;

/** As above. Gives the sum of what the calls give, or undefined where it has not been called. */
export function sharedCall({ functions, name, called }: WeightwiseCall, parameters: readonly number[], addressCount: number): number | undefined {
  const [count = 0, ...given] = parameters;
  const thread = given.length > mostNumbers ? undefined : threadFor(count);
  const index = thread?.functionOf(functions, name);
  if (thread === undefined || index === undefined) return undefined;
  const known = paces.get(functions) ?? new Paces();
  paces.set(functions, known);
  const size = Math.max(leastOfPart, 16 * Math.ceil(count / mostParts / 16));
  // A pass without sums gives nothing, and the walk one number.
  const one = called as (...parameters: number[]) => number | void;
  return known.take(count, {
    shared: () => thread.call({ index, called: one, count, size, addresses: given.slice(0, addressCount), others: given.slice(addressCount) }),
    alone: () => one(...parameters) ?? 0,
  });
}

function threadFor(count: number): SecondThread | undefined {
  const multiplier = multiplierHere();
  if ('why' in multiplier || 'why' in multiplier.second) return undefined;
  const { thread } = multiplier.second;
  return thread.isThereFor(count * workOfWeight) ? thread : undefined;
}
