import type { Lesson } from '../exercises/lesson';
import type { Fault } from '../release/gate';

/** What a new exercise leaves to its author. */
export function unfinished({ exercises }: Lesson): Fault[] {
  return exercises.flatMap(({ number, function: name, title, hints, source }) =>
    [title, ...source.task, ...hints].filter(text => /\bTODO\b/.test(text)).map(text => ({ where: `${number} ${name}`, says: `to do: ${text.replace(/^.*?\bTODO\b:?\s*/, '')}` })));
}
