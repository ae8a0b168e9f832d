import type { LintFault, Linted, Rule } from './linted';

/** What a notebook says of exercises is about exercises that there are. */
export const exercisesExist: Rule = lesson => {
  const { code, prose, manifest } = lesson;
  if (manifest === undefined) return [];
  const slugs = Object.keys(manifest.lessons);
  const numbers = Object.values(manifest.lessons).flatMap(({ exercises }) => exercises.map(({ number }) => number));
  const inCode = code.flatMap(({ at, source }) => [
    ...[...source.matchAll(/\b(exercise|check|exerciseTable)\(\s*['"]([^'"]*)['"]/g)].flatMap(([, call, slug = '']) =>
      slugs.includes(slug) ? [] : [{ cell: at, says: `${call}('${slug}') names no lesson with exercises; there are ${slugs.join(', ')}` }]),
    ...[...source.matchAll(/\bhint\(\s*['"]([^'"]*)['"]/g)].flatMap(([, number = '']) => missing(at, number, numbers, lesson)),
  ]);
  const inProse = prose.flatMap(({ at, source }) => [
    ...[...source.matchAll(/\*\*(\d+\.\d+)\*\*|\bexercises? (\d+\.\d+)\b/gi)].flatMap(([, bold, named]) => missing(at, bold ?? named ?? '', numbers, lesson)),
    ...[...source.matchAll(/npm run check ([\w-]+)/g)].flatMap(([, slug = '']) => (slugs.includes(slug) ? [] : [{ cell: at, says: `"npm run check ${slug}" names no lesson with exercises` }])),
  ]);
  return [...inCode, ...inProse];
};

/** A bold number may be a result, such as **6.57**; what could be an exercise of this lesson is taken for one. */
function missing(cell: number, number: string, numbers: readonly string[], { slug }: Linted): LintFault[] {
  if (numbers.includes(number) || parseInt(number) !== parseInt(slug)) return [];
  const own = numbers.filter(one => parseInt(one) === parseInt(slug));
  return [{ cell, says: `there is no exercise ${number}; this lesson has ${own.join(', ') || 'none'}` }];
}
