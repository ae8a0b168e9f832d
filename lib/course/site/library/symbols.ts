import { catalogue, type CatalogueEntry } from '../../reference/catalogue';
import { notation, type Symbol } from '../../../src/notation';
import type { Lesson } from '../lesson';

/** A symbol of the course, and where it is used. */
export interface SymbolUse extends Symbol {
  /** As a formula's text names it. */
  readonly name: string;
  /** The things of the library that have it, as a setting or in their formula. */
  readonly things: readonly CatalogueEntry[];
  /** The lessons in whose formulas it stands. */
  readonly lessons: readonly Lesson[];
}

const symbols: ReadonlyArray<readonly [name: string, symbol: Symbol]> = Object.entries(notation);

/**
 * Every symbol of the notation with its uses. A lesson uses one that is a command of LaTeX where its text has it; a single letter may stand for
 * anything there, so it counts only in the formulas of the library that the lesson shows.
 */
export function symbolUses(lessons: readonly Lesson[]): SymbolUse[] {
  return symbols.map(([name, symbol]) => {
    const things = catalogue().filter(entry => has(entry, symbol));
    const shown = new Set(things.map(thing => thing.name));
    const written = pattern(symbol.glyph);
    return {
      ...symbol,
      name,
      things,
      lessons: lessons.filter(({ names, latex }) => [...names.shown].some(one => shown.has(one)) || (written?.test(latex) ?? false)),
    };
  });
}

function has({ documentation: { parameters, where } }: CatalogueEntry, { glyph, meaning }: Symbol): boolean {
  return [...parameters, ...where].some(one => one.glyph === glyph && one.meaning === meaning);
}

/** Finds a glyph that is a command, but not where it begins a longer one of the notation, as β does β₁. */
function pattern(glyph: string): RegExp | undefined {
  if (!glyph.startsWith('\\')) return undefined;
  const longer = symbols.map(([, other]) => other.glyph).filter(other => other !== glyph && other.startsWith(glyph)).map(other => escaped(other.slice(glyph.length)));
  return new RegExp(`${escaped(glyph)}(?![A-Za-z])${longer.length === 0 ? '' : `(?!${longer.join('|')})`}`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
