import type { SubmissionResult } from '../grading/result';

/** What went wrong in one exercise, the most frequent first. */
export interface FrequentMistakes {
  /** Its number and title. */
  readonly exercise: string;
  readonly sentences: readonly { readonly text: string; readonly count: number }[];
}

/** The three mistakes of each exercise that most students made, in the order of the exercises; those that as many made stand by their text. */
export function frequentMistakes(results: readonly SubmissionResult[], most = 3): FrequentMistakes[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { number, title, mistake } of results.flatMap(({ lessons }) => lessons.flatMap(({ exercises }) => exercises))) {
    if (mistake === undefined) continue;
    const exercise = `${number} ${title}`;
    const sentences = counts.get(exercise) ?? new Map<string, number>();
    counts.set(exercise, sentences.set(mistake, (sentences.get(mistake) ?? 0) + 1));
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([exercise, sentences]) => ({
    exercise,
    sentences: [...sentences].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, most),
  }));
}
