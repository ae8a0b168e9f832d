import MiniSearch from 'minisearch';
import type { Lesson } from '../lesson';
import { searchEntries } from './entries';
import { indexOptions } from './options';

/** The index of a site as a script: pages that are opened from disk may load scripts and nothing else. */
export function searchIndexScript(lessons: readonly Lesson[]): string {
  const index = new MiniSearch(indexOptions);
  index.addAll(searchEntries(lessons));
  return `window.descentSearchIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}
