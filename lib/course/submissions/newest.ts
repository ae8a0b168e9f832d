import type { Found } from './find';
import { shownName } from './shown-name';
import type { FoundSubmission } from './submission';

/**
 * One submission of each student: the one handed in last. Errors: two of one student of which nothing says which is newer, naming both.
 */
export function newestOfEach({ submissions, leftAside }: Found): Found {
  const newest = new Map<string, FoundSubmission>();
  const older: FoundSubmission[] = [];
  for (const found of submissions) {
    const other = newest.get(found.student.id);
    if (other !== undefined) {
      const order = compareTimes(found, other);
      older.push(order > 0 ? other : found);
      if (order < 0) continue;
    }
    newest.set(found.student.id, found);
  }
  return {
    submissions: [...newest.values()],
    leftAside: [...leftAside, ...older.map(({ name, student }) => ({ path: name, reason: `an older submission of ${shownName(student.id)}` }))],
  };
}

function compareTimes(a: FoundSubmission, b: FoundSubmission): number {
  // In strict UTC the order of texts is that of times.
  if (a.submittedAt !== undefined && b.submittedAt !== undefined && a.submittedAt !== b.submittedAt) return a.submittedAt > b.submittedAt ? 1 : -1;
  const [one, other] = [b, a].map(({ name, source }) => shownName('path' in source ? source.path : name));
  throw new Error(`two submissions of ${shownName(a.student.id)}: ${one} and ${other}; nothing says which is newer, keep one`);
}
