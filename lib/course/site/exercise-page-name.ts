/** The page on which the exercise of a lesson can be read. */
export function exercisePageName(slug: string): string {
  return `${slug}-exercise.html`;
}
