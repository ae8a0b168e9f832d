import { FormulaError } from '../formula/formula-error';
import { parseExpression, parseProgram } from '../formula/parse';
import { namesIn } from '../formula/tree';
import { symbolFor, type Symbol } from '../notation';
import { checkDeclaration, type CheckedMethod } from '../optimizers/driver/declaration';

/** A rule as it is typed: lines of the formula language, where the gradient is asked, and the first values of what is remembered. */
export interface RuleText {
  readonly update: string;
  /** Default `w`. */
  readonly at?: string;
  /** Of each slot a number, or a formula of w and the hyper-parameters; default 0. */
  readonly first?: Readonly<Record<string, number | string>>;
}

/** What was read of a rule. */
export interface Rule {
  readonly method: CheckedMethod;
  readonly hyper: readonly string[];
  readonly slots: readonly string[];
}

/** What is wrong with a rule, and where. */
export interface RuleFault {
  readonly message: string;
  /** The wrong line, with the number of the wrong character in it where that is known; missing where it is no single line. */
  readonly place?: { readonly row: number; readonly line: string; readonly column?: number };
}

/**
 * Reads a typed rule. What a line reads before it is assigned is remembered from step to step if some line assigns it, else it is a hyper-parameter
 * of the notation, or of `symbols`, which the methods of the library bring along. `defaults` are the values that a declaration of the rule would have.
 */
export function readRule(
  { update, at, first = {} }: RuleText,
  { defaults = {}, symbols = {} }: { readonly defaults?: Readonly<Record<string, number>>; readonly symbols?: Readonly<Record<string, Symbol>> } = {},
): Rule | RuleFault {
  try {
    const { hyper, slots } = roles(update, [at ?? '', ...Object.values(first)], symbols);
    const method = checkDeclaration({
      name: 'my rule',
      title: 'My rule',
      idea: 'Typed on the page.',
      source: { paper: 'your own' },
      hyper: Object.fromEntries(hyper.map(name => [name, defaults[name] ?? 0])),
      state: Object.fromEntries(slots.map(slot => [slot, first[slot] ?? 0])),
      ...(at !== undefined && at.trim() !== '' && at.trim() !== 'w' && { at }),
      update,
      symbols: { ...symbols, ...ownSymbols(update, symbols) },
    });
    return { method, hyper, slots };
  } catch (error) {
    return faultOf(error as Error, update);
  }
}

function roles(update: string, others: ReadonlyArray<number | string>, symbols: Readonly<Record<string, Symbol>>): { hyper: string[]; slots: string[] } {
  const lines = parseProgram(update);
  const assigned = new Set(lines.map(({ name }) => name));
  const reads = others.flatMap(text => (typeof text === 'number' || text.trim() === '' ? [] : namesIn(parseExpression(text))));
  const known = new Set<string>();
  for (const { name, value } of lines) {
    reads.push(...namesIn(value).filter(read => !known.has(read)));
    known.add(name);
  }
  const open = [...new Set(reads)].filter(name => !['w', 'g', 't'].includes(name));
  const isHyper = (name: string): boolean => !assigned.has(name) && symbolFor(name, symbols)?.interval !== undefined;
  return { slots: open.filter(name => assigned.has(name)), hyper: open.filter(isHyper) };
}

/** Names of the reader's own are written as they are spelled. */
function ownSymbols(update: string, symbols: Readonly<Record<string, Symbol>>): Record<string, Symbol> {
  const names = parseProgram(update).map(({ name }) => name).filter(name => symbolFor(name, symbols) === undefined);
  return Object.fromEntries(names.map(name => [name, { glyph: name.length === 1 ? name : `\\text{${name}}`, meaning: 'your own' }]));
}

function faultOf(error: Error, update: string): RuleFault {
  const place = error instanceof FormulaError ? error : error.cause instanceof FormulaError ? error.cause : undefined;
  const message = error.message.replace(/^my rule: /, '');
  if (place === undefined) return { message };
  const line = (update.split('\n')[place.row - 1] ?? '').trim();
  return { message, place: { row: place.row, line, ...(place.column !== undefined && { column: place.column }) } };
}
