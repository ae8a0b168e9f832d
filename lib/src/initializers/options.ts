import { contains, symbolFor } from '../notation';
import type { CheckedInitializer, OptionValue } from './declaration';
import { modes, requireLayout, type Fans, type Layout } from './fans';
import { initializerSymbols } from './symbols';
import { requireKnown } from '../options';

/** An initialiser's options, complete and checked. */
export interface CheckedOptions {
  readonly own: Readonly<Record<string, OptionValue>>;
  readonly seed: number;
  readonly layout: Layout;
  readonly fans: Fans | undefined;
}

let made = 0;

/**
 * Given options over defaults. Errors, each with the initialiser's name: an unknown option, a number outside its interval, an unknown mode or
 * layout, fans that are not positive numbers, a seed that is not a whole number from 0 to 2⁵³ − 1.
 */
export function checkOptions({ declaration }: CheckedInitializer, given: object): CheckedOptions {
  const { name, options, rule } = declaration;
  requireKnown(name, given, [...Object.keys(options), 'seed', 'layout', 'fans']);
  const { seed, layout, fans, ...rest } = given as Record<string, unknown>;
  const own: Record<string, OptionValue> = { ...options };
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined) own[key] = legal(name, key, options[key] as OptionValue, value);
  }
  if (seed !== undefined && !(Number.isSafeInteger(seed) && (seed as number) >= 0)) {
    throw new Error(`${name}: seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${String(seed)}`);
  }
  if (layout !== undefined) requireLayout(name, layout);
  if ('draw' in rule) rule.check?.(own);
  return { own, seed: (seed as number | undefined) ?? nextSeed(), layout: layout ?? 'hwio', fans: fans === undefined ? undefined : legalFans(name, fans) };
}

/** Seeds of initialisers that were given none: one each, and the same ones in every run of a program. */
function nextSeed(): number {
  made += 1;
  return made;
}

function legal(name: string, key: string, standard: OptionValue, value: unknown): OptionValue {
  if (typeof standard === 'boolean') {
    if (typeof value === 'boolean') return value;
    throw new Error(`${name}: ${key} must be true or false, got ${String(value)}`);
  }
  if (typeof standard === 'string') {
    const mode = modes.find(known => known === value);
    if (mode !== undefined) return mode;
    throw new Error(`${name}: ${key} must be one of ${modes.join(', ')}, got "${String(value)}"`);
  }
  const interval = (initializerSymbols[key] ?? symbolFor(key))?.interval ?? '(-inf, inf)';
  if (typeof value === 'number' && contains(interval, value)) return value;
  throw new Error(`${name}: ${key} must be in ${interval}, got ${String(value)}`);
}

function legalFans(name: string, given: unknown): Fans {
  requireKnown(`${name}: fans`, given, ['nin', 'nout']);
  const { nin, nout } = given as { nin?: unknown; nout?: unknown };
  for (const [fan, value] of Object.entries({ nin, nout })) {
    if (!(typeof value === 'number' && contains('(0, inf)', value))) throw new Error(`${name}: fans.${fan} must be in (0, inf), got ${String(value)}`);
  }
  return { nin: nin as number, nout: nout as number };
}
