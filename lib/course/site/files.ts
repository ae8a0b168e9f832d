// What the pages of a site are called.

export const indexFile = 'index.html';
export const lecturesFile = 'lectures.html';
export const playgroundFile = 'playground.html';
export const methodsFile = 'methods.html';
export const glossaryFile = 'glossary.html';
export const notFoundFile = '404.html';

/** The page of a lesson. */
export function lessonFile(slug: string): string {
  return `${slug}.html`;
}

/** The page on which the exercise of a lesson can be read. */
export function exerciseFile(slug: string): string {
  return `${slug}-exercise.html`;
}

/** The page of a method of the library. */
export function methodFile(name: string): string {
  return `method-${kebab(name)}.html`;
}

/** The page of a family of things that share one. */
export function familyFile(family: string): string {
  return `${family}.html`;
}

/** The page of a text for whoever holds the course. */
export function guideFile(name: string): string {
  return `guide-${name}.html`;
}

/** A name as an anchor: of `schedules.warmUp` it is `warm-up`. */
export function kebab(name: string): string {
  return name.replace(/^.*\./, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
