import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { contains } from '../notation';
import type { ScheduleDeclaration } from './declaration';
import { scheduleSymbols } from './symbols';
import { requireKnown } from '../options';

interface Resolved {
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  /** Those of them that a formula can hold. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Given numbers over defaults, checked. Errors: a name that is unknown or missing, a value outside its interval, numbers that do not go together. */
export function resolveParameters(declaration: ScheduleDeclaration, options: object): Resolved {
  const { name, required, defaults = {}, lists = [] } = declaration;
  const known = [...required, ...lists, ...Object.keys(defaults)];
  requireKnown(name, options, known, 'parameter');
  const given = Object.entries(options).filter(([, value]) => value !== undefined) as Array<[string, unknown]>;
  const values = new Map(given);
  const missing = [...required, ...lists].find(key => !values.has(key));
  if (missing !== undefined) throw new Error(`${name}: ${missing} is missing; known: ${known.join(', ')}`);

  const numbers: Record<string, number> = {};
  for (const key of required) numbers[key] = requireNumber(declaration, key, values.get(key));
  for (const [key, standard] of Object.entries<number | string>(defaults)) {
    numbers[key] = requireNumber(declaration, key, values.get(key) ?? byDefault(declaration, standard, numbers));
  }
  const listed = Object.fromEntries(lists.map(key => [key, requireRising(values.get(key), `${name}: ${key}`)]));
  const parameters = Object.freeze({ ...numbers, ...listed });
  const wrong = declaration.check?.(parameters);
  if (wrong !== undefined) throw new Error(`${name}: ${wrong}`);
  return { parameters, numbers };
}

/** Errors: not a list, or not of rising whole numbers from 1 on. */
export function requireRising(value: unknown, where: string): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [NaN];
  const rising = list.every((entry, i) => Number.isInteger(entry) && (entry as number) >= Math.max(1, (list[i - 1] as number | undefined) ?? 1));
  if (!rising) throw new Error(`${where} must be whole numbers from 1 on in rising order, got ${JSON.stringify(value)}`);
  return Object.freeze([...(list as readonly number[])]);
}

function byDefault({ symbols = {} }: ScheduleDeclaration, standard: number | string, above: Readonly<Record<string, number>>): number {
  if (typeof standard === 'number') return standard;
  return evaluateFloat64(formula(standard, { scalars: Object.keys(above), symbols: { ...scheduleSymbols, ...symbols } }), above) as number;
}

function requireNumber({ name, symbols = {} }: ScheduleDeclaration, key: string, value: unknown): number {
  const interval = (symbols[key] ?? scheduleSymbols[key])?.interval ?? '(-inf, inf)';
  if (typeof value === 'number' && contains(interval, value)) return value;
  throw new Error(`${name}: ${key} must be in ${interval}, got ${String(value)}`);
}
