import { withValues, type Documented } from '../documentation';

/** A hyper-parameter that changes while training runs: its value for step t, t = 1, 2, … */
export type Schedule = (t: number) => number;

/** A schedule as plain data, from which `scheduleFromConfig` makes it again. */
export interface ScheduleConfig {
  /** The kind of schedule, by the name under which it is exported. */
  readonly name: string;
  /** What it was made with; a schedule inside it is again a config. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A schedule that can be saved. Its value at any t ≥ 1, fractions included, depends on t alone. */
export interface NamedSchedule extends Documented {
  (t: number): number;
  /** The kind of schedule, as it is called. */
  readonly name: string;
  /** Its name and parameters, defaults included. Errors: a part of it is a plain function, which no file can hold. */
  readonly config: ScheduleConfig;
}

/**
 * Makes a schedule of a kind from its value and from what it was `given`, which is shown and, unless `saved` says otherwise, saved.
 * Errors: a step number below 1, the slip of counting from 0.
 */
export function named(
  kind: Documented,
  given: Readonly<Record<string, unknown>>,
  value: Schedule,
  saved: () => typeof given = () => given,
): NamedSchedule {
  const { name } = kind.documentation;
  const checked: Schedule = t => {
    if (!(t >= 1 && Number.isFinite(t))) throw new Error(`${name}: t counts steps from 1, got ${t}`);
    return value(t);
  };
  return Object.defineProperties(checked, {
    name: { value: name },
    config: { enumerable: true, get: () => ({ name, parameters: saved() }) },
    documentation: { get: () => withValues(kind.documentation, given) },
    ...(kind.latex && { latex: { value: kind.latex } }),
  }) as NamedSchedule;
}

/** The plain data of a part of another schedule. */
export function configOf(part: Schedule, where: string): ScheduleConfig {
  if (isNamed(part)) return part.config;
  throw new Error(`${where} is a plain function and cannot be saved; write it with lambda({ rule: "…" }), a formula of t`);
}

export function isNamed(value: Schedule): value is NamedSchedule {
  return 'config' in value;
}

/** Errors: something that is not a function of t stands where a schedule should. */
export function requireSchedule(value: unknown, where: string): asserts value is Schedule {
  if (typeof value !== 'function') throw new Error(`${where} must be a schedule, a function of t, got ${String(value)}`);
}
