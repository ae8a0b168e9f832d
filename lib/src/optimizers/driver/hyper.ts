import type * as tf from '@tensorflow/tfjs';
import { contains, symbolFor } from '../../notation';
import { isScheduleConfig, scheduleFromConfig } from '../../schedules/from-config';
import type { Schedule } from '../../schedules/named-schedule';
import type { Description } from './declaration';
import { matches, matchFromConfig, matchToConfig, renamed, type Match } from './match';
import { requireKnown, requireObject } from '../../options';

export type { Match, Schedule };

/** A hyper-parameter: a number, or a schedule that gives one for each step t = 1, 2, … */
export type HyperValue = number | Schedule;

/** Other hyper-parameters for some of the variables. The first group that matches a variable counts. */
export type Group<Hyper extends string> = Partial<Record<Hyper, HyperValue>> & {
  /** Which variables the group is for. */
  readonly match: Match;
};

/** What a method is called with. A method whose names the compiler does not know takes any; they are checked when the optimizer is made. */
export type HyperOptions<Hyper extends string> = string extends Hyper
  ? object
  : Partial<Record<Hyper, HyperValue>> & { readonly groups?: ReadonlyArray<Group<Hyper>> };

type Values = Readonly<Record<string, HyperValue>>;

/**
 * A method's hyper-parameters as one optimizer uses them: given values over defaults, groups over both, schedules resolved per step.
 * Errors: an unknown name, or a value outside the interval that `notation.ts` states, when the optimizer is made; a schedule's value
 * outside of it at the step that asks for it.
 */
export class HyperParameters {
  private readonly base: Values;
  /** What every step and variable uses, where nothing depends on either. */
  private readonly constant: Readonly<Record<string, number>> | undefined;
  private groups: ReadonlyArray<{ readonly match: Match; readonly overrides: Values }>;

  constructor(private readonly description: Description, options: object) {
    requireObject(this.name, options);
    const { groups = [], ...given } = options as { groups?: ReadonlyArray<{ match: Match }> };
    if (!Array.isArray(groups)) throw new Error(`${this.name}: groups must be a list of objects, got ${String(groups)}`);
    this.base = { ...description.hyper, ...this.legal(given) };
    this.groups = groups.map((group: { match: Match }, index) => {
      requireObject(`${this.name}: groups[${index}]`, group);
      const { match, ...overrides } = group;
      if (match === undefined) throw new Error(`${this.name}: a group needs match: a variable's name, a pattern or a test`);
      return { match, overrides: this.legal(overrides) };
    });
    const varies = this.groups.length > 0 || Object.values(this.base).some(value => typeof value !== 'number');
    this.constant = varies ? undefined : Object.freeze({ ...(this.base as Record<string, number>) });
  }

  /** The values that step t uses for a variable; without one, those outside every group. */
  at(t: number, variable?: tf.Variable): Readonly<Record<string, number>> {
    if (this.constant) return this.constant;
    const group = variable && this.groups.find(({ match }) => matches(match, variable));
    const values: Record<string, number> = {};
    for (const [name, value] of Object.entries<HyperValue>({ ...this.base, ...group?.overrides })) {
      values[name] = typeof value === 'number' ? value : this.requireLegal(name, value(t), ` at step ${t}`);
    }
    return values;
  }

  /** Tells which variables saved state has been given to, by their names when it was saved: groups by name go with them. */
  rename(names: ReadonlyMap<string, string>): void {
    if (names.size > 0) this.groups = this.groups.map(({ match, overrides }) => ({ match: renamed(match, names), overrides }));
  }

  /** Errors: groups, where there is no variable that one of them could be for; `why` says so. */
  requireNoGroups(why: string): void {
    if (this.groups.length > 0) throw new Error(`${this.name}: ${why}, so it takes no groups; got ${this.groups.length}`);
  }

  /** Plain data for saving. A plain function cannot be saved, and a model that lost its schedule would train on wrongly. */
  config(): Record<string, unknown> {
    const plain = (where: string, values: object): object =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]: [string, unknown]) => {
          if (typeof value !== 'function') return [key, value];
          if ('config' in value) return [key, value.config];
          throw new Error(`${this.name}: ${where}${key} is a function and cannot be saved; use a number or a schedule of the kit`);
        }),
      );
    const groups = this.groups.map(({ match, overrides }, index) => ({
      match: matchToConfig(match, `${this.name}: groups[${index}].match`),
      ...plain(`groups[${index}].`, overrides),
    }));
    return { ...plain('', this.base), ...(groups.length > 0 && { groups }) };
  }

  /** Turns what `config` wrote back into options. */
  static options(config: object): object {
    const { groups, ...rest } = config as { groups?: Array<{ match: unknown }> };
    if (groups === undefined) return withSchedules(rest);
    const revived = groups.map(({ match, ...overrides }) => ({
      match: matchFromConfig(match),
      ...withSchedules(overrides),
    }));
    return { ...withSchedules(rest), groups: revived };
  }

  private get name(): string {
    return this.description.name;
  }

  private legal(given: object): Values {
    requireKnown(this.name, given, Object.keys(this.description.hyper), 'hyper-parameter');
    const values: Record<string, HyperValue> = {};
    for (const [key, value] of Object.entries(given) as Array<[string, unknown]>) {
      if (value === undefined) continue;
      values[key] = typeof value === 'function' ? (value as Schedule) : this.requireLegal(key, value, '');
    }
    return values;
  }

  private requireLegal(hyper: string, value: unknown, where: string): number {
    const interval = symbolFor(hyper, this.description.symbols)?.interval ?? '(-inf, inf)';
    if (typeof value === 'number' && contains(interval, value)) return value;
    throw new Error(`${this.name}: ${hyper} must be in ${interval}, got ${String(value)}${where}`);
  }
}

function withSchedules(values: object): object {
  const revived = (value: unknown): unknown => (isScheduleConfig(value) ? scheduleFromConfig(value) : value);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, revived(value)]));
}
