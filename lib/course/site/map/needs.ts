import type { Notebook } from '../../jupyter/client/notebook-file';

/** Where the slug of a lesson with a number is found. */
type SlugOf = (number: number) => string | undefined;

/**
 * The lessons that a lesson says it needs: links to other notebooks in its first cell, in any language; and the numbers in the first sentence of its
 * bullet "You need", as in "(lesson 4)", "(lessons 1 and 4)" and "lessons 1 and 4 to 8". What only helps is said in a sentence of its own.
 */
export function statedNeeds({ cells }: Notebook, slugs: readonly string[]): string[] {
  const first = cells[0]?.cell_type === 'markdown' ? cells[0].source : '';
  const slugOf: SlugOf = number => slugs.find(slug => Number(/^\d+/.exec(slug)?.[0]) === number);
  const linked = [...first.matchAll(/\]\(\s*<?(?:[^()\s]*\/)?([^()\s/]+)\.ipynb(?:#[^)]*)?>?\s*\)/g)].map(([, slug = '']) => decodeURIComponent(slug));
  const named = numbersIn(youNeed(first)).flatMap(number => slugOf(number) ?? []);
  return slugs.filter(slug => linked.includes(slug) || named.includes(slug));
}

/** The first sentence of the bullet. */
function youNeed(cell: string): string {
  const [, bullet = ''] = /^[-*+] +\W*you need\b([\s\S]*?)(?=\n[-*+] |\n\s*\n|$(?![\s\S]))/im.exec(cell) ?? [];
  return /^[\s\S]*?\.(?=\s|$)/.exec(bullet)?.[0] ?? bullet;
}

/** "lessons 1 and 4 to 8": 1, 4, 5, 6, 7, 8. */
function numbersIn(text: string): number[] {
  const lists = [...text.matchAll(/\blessons?\s+(\d+(?:\s*(?:,\s*and|,|and|&|to|–|-)\s*\d+)*)/gi)].map(([, list = '']) => list);
  return lists.flatMap(list => [...list.matchAll(/(\d+)(?:\s*(?:to|–|-)\s*(\d+))?/g)].flatMap(([, from, to = from]) => {
    const [low, high] = [Number(from), Number(to)];
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, k) => low + k);
  }));
}
