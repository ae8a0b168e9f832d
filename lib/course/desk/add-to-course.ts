import { applyEdits, modify, parse } from 'jsonc-parser';

/** Texts in which lessons are listed, with one more in its place. A text without such a list, or that has the lesson, stays as it is. */
export const withLesson = {
  /** `course.json`: its layout stays. */
  settings(text: string, slug: string): string {
    const { lessons } = parse(text) as { lessons?: ReadonlyArray<string | { slug: string }> };
    if (lessons === undefined) return text;
    const slugs = lessons.map(lesson => (typeof lesson === 'string' ? lesson : lesson.slug));
    if (slugs.includes(slug)) return text;
    return applyEdits(text, modify(text, ['lessons', placeFor(slug, slugs)], slug, { isArrayInsertion: true, formattingOptions: { insertSpaces: true, tabSize: 2 } }));
  },

  /** A README with a table of lessons, whose rows begin with their names. */
  readme(text: string, slug: string, title = 'TODO what does it answer?'): string {
    const rows = [...text.matchAll(/^\| (\d\d-[\w-]+) \|.*$/gm)];
    const [first] = rows;
    if (first === undefined || rows.some(([, name]) => name === slug)) return text;
    const columns = first[0].replaceAll('\\|', '').split('|').length - 2;
    const cells = [slug, title.replaceAll('|', '\\|'), ...Array.from({ length: Math.max(0, columns - 2) }, () => 'TODO')].slice(0, columns);
    const before = rows[placeFor(slug, rows.map(([, name]) => name as string)) - 1];
    const at = before === undefined ? first.index : before.index + before[0].length + 1;
    return `${text.slice(0, at)}| ${cells.join(' | ')} |\n${text.slice(at)}`;
  },
};

/** After the lessons with smaller numbers: as late as that leaves an order which the instructor has chosen alone. */
function placeFor(slug: string, slugs: readonly string[]): number {
  return Math.max(0, ...slugs.map((other, k) => (parseInt(other) < parseInt(slug) ? k + 1 : 0)));
}
