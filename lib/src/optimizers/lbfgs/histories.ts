import type * as tf from '@tensorflow/tfjs';
import type { NamedTensor } from '../driver/descent-optimizer';
import { told, VariablePairs, type NamedShape, type Pair } from '../driver/variable-pairs';
import { decodeLbfgs, encodeLbfgs } from './state';
import type { LbfgsState } from './step';

/** A set of variables, in the order in which a caller named them first, and what has been learnt of the loss on it. */
interface History {
  readonly members: readonly NamedShape[];
  readonly state: LbfgsState;
}

/** What L-BFGS remembers of every set of variables, and what was loaded and waits for its set. Vectors hold the variables in the order of names. */
export class Histories {
  private readonly own = new Map<string, History>();
  private waiting: History[] = [];
  private anyAdopted = false;

  constructor(private readonly owner: string) {}

  /** What is known of the variables of one call, in the caller's order. Errors: loaded histories of which none is theirs, or more than one may be. */
  of(variables: readonly tf.Variable[]): LbfgsState | undefined {
    return (this.own.get(keyOf(variables)) ?? this.adopt(variables))?.state;
  }

  set(variables: readonly tf.Variable[], state: LbfgsState): void {
    const key = keyOf(variables);
    const members = this.own.get(key)?.members ?? variables.map(({ name, shape }) => ({ name, shape }));
    this.own.set(key, { members, state });
  }

  /** Drops every set that the variable is in. */
  forget({ name }: tf.Variable): void {
    const concerns = ({ members }: History): boolean => members.some(member => member.name === name);
    for (const [key, history] of this.own) if (concerns(history)) this.own.delete(key);
    this.waiting = this.waiting.filter(history => !concerns(history));
  }

  clear(): void {
    this.own.clear();
    this.waiting = [];
    this.anyAdopted = false;
  }

  /** Per set, one tensor with the bits of every float64 number that is remembered, under the names and shapes of its variables. */
  save(): NamedTensor[] {
    return [...this.own.values(), ...this.waiting].map(({ members, state }) => ({
      name: JSON.stringify(members.map(({ name, shape }) => [name, shape])),
      tensor: encodeLbfgs(state),
    }));
  }

  async load(saved: readonly NamedTensor[]): Promise<void> {
    const foreign = saved.find(({ name }) => !name.startsWith('['));
    if (foreign) throw new Error(`${this.owner}: the saved state is that of another method, "${foreign.name}"`);
    const histories: History[] = [];
    for (const { name, tensor } of saved) {
      const members = (JSON.parse(name) as Array<[string, number[]]>).map(([member, shape]) => ({ name: member, shape }));
      histories.push({ members, state: await decodeLbfgs(tensor) });
    }
    this.clear();
    this.waiting = histories;
  }

  private adopt(variables: readonly tf.Variable[]): History | undefined {
    if (this.waiting.length === 0) return undefined;
    const asMembers = keyOf(variables);
    const same = this.waiting.filter(({ members }) => keyOf(members) === asMembers);
    const possible = same.length > 0 ? same : this.waiting.filter(history => this.renamed(history, variables) !== undefined);
    const [history] = possible;
    if (history === undefined || possible.length > 1) {
      if (this.anyAdopted && history === undefined) return undefined;
      const sets = this.waiting.map(({ members }) => told(members)).join('; or ');
      const why = history === undefined ? 'is not theirs' : 'may be theirs in more than one way';
      throw new Error(`${this.owner}: this call has ${told(variables)}, and the saved history, of ${sets}, ${why}; load it where its variables are`);
    }
    const names = this.renamed(history, variables) as ReadonlyMap<string, string>;
    this.waiting = this.waiting.filter(other => other !== history);
    this.anyAdopted = true;
    const members = history.members.map(({ name, shape }) => ({ name: names.get(name) as string, shape }));
    const adopted = { members, state: rearranged(history, names) };
    this.own.set(asMembers, adopted);
    return adopted;
  }

  /** Another set may be theirs, so that one which cannot be told is no error yet. */
  private pairs(members: readonly NamedShape[], variables: readonly tf.Variable[]): Array<Pair<NamedShape, tf.Variable>> {
    try {
      return new VariablePairs(this.owner).of(members, variables);
    } catch {
      return [];
    }
  }

  /** The present name of each member, if every one has its variable here. */
  private renamed({ members }: History, variables: readonly tf.Variable[]): ReadonlyMap<string, string> | undefined {
    if (members.length !== variables.length) return undefined;
    const pairs = this.pairs(members, variables);
    if (pairs.length < members.length || pairs.some(([{ shape }, variable]) => shape?.join() !== variable.shape.join())) return undefined;
    return new Map(pairs.map(([saved, { name }]) => [saved.name, name]));
  }
}

/** A set of variables as one text, with their shapes: a variable made anew in another shape is another one. */
function keyOf(members: readonly NamedShape[]): string {
  return JSON.stringify(byName(members).map(({ name, shape }) => [name, shape]));
}

/** The order in which vectors hold a set's variables, so that rounding does not depend on the caller's. */
export function byName<Member extends NamedShape>(members: readonly Member[]): Member[] {
  return [...members].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The vectors of a set whose variables have other names now, and so may stand in another order. */
function rearranged({ members, state }: History, names: ReadonlyMap<string, string>): LbfgsState {
  const starts = new Map<string, number>();
  let size = 0;
  for (const { name, shape } of byName(members)) {
    starts.set(name, size);
    size += sizeOf(shape);
  }
  const now = byName(members.map(({ name, shape }) => ({ name: names.get(name) as string, shape, before: starts.get(name) as number })));
  const vector = (values: Float64Array): Float64Array => {
    const moved = new Float64Array(values.length);
    let to = 0;
    for (const { before, shape } of now) {
      moved.set(values.subarray(before, before + sizeOf(shape)), to);
      to += sizeOf(shape);
    }
    return moved;
  };
  const pairs = state.pairs.map(({ s, y, inverse }) => ({ s: vector(s), y: vector(y), inverse }));
  return { ...state, pairs, direction: vector(state.direction), gradient: vector(state.gradient) };
}

function sizeOf(shape: readonly number[] = []): number {
  return shape.reduce((product, length) => product * length, 1);
}
