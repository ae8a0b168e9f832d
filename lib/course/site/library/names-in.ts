import type { Notebook } from '../../jupyter/client/notebook-file';

/** The public names of the library that a lesson has to do with. */
export interface LessonNames {
  /** What its cells import, members of a family as `schedules.cosine`. */
  readonly used: ReadonlySet<string>;
  /** What its cells show the formula of. */
  readonly shown: ReadonlySet<string>;
}

/** Reads off a notebook what it imports and what it shows. */
export function namesIn({ cells }: Notebook): LessonNames {
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source).join('\n');
  const imported = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*['"]descent['"]/g)].flatMap(([, names = '']) =>
    names.split(',').map(name => name.trim().replace(/\s+as\s.*$/s, '')).filter(name => name !== ''));
  const members = imported.flatMap(family => [...code.matchAll(new RegExp(`\\b${family}\\.(\\w+)`, 'g'))].map(([whole]) => whole));
  const shown = [...code.matchAll(/\b(?:help|showFormula|latexOf)\(\s*([\w.]+)/g)].map(([, name = '']) => name);
  const used = new Set([...imported, ...members]);
  return { used, shown: new Set(shown.filter(name => used.has(name))) };
}

/** All that a lesson's text has between dollar signs. */
export function latexIn({ cells }: Notebook): string {
  const prose = cells.filter(({ cell_type }) => cell_type === 'markdown').map(({ source }) => source).join('\n');
  return [...prose.matchAll(/\$\$?((?:\\[\s\S]|[^\\$])+)\$/g)].map(([, latex = '']) => latex).join('\n');
}
