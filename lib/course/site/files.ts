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
