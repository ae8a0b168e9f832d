import { exerciseFile, lessonFile } from './files';

/** A link to another notebook, or to an exercise, leads to its page, with or without its folder. */
export function pageLink(href: string, lessons: readonly string[], exercises: readonly string[]): string {
  const [, slug = '', ending, anchor = ''] = /^(?:[^:?#]*\/)?([^/:?#]+)\.(ipynb|ts)(#.*)?$/.exec(href) ?? [];
  if (ending === 'ts' && exercises.includes(slug)) return exerciseFile(slug);
  return ending === 'ipynb' && lessons.includes(slug) ? `${lessonFile(slug)}${anchor}` : href;
}
