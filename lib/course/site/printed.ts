import { stripVTControlCharacters } from 'node:util';
import { escapeHtml } from '../../src/notebook/escape';

/** Printed text as it came, without the colours of a terminal. */
export function block(kind: string, text: string): string {
  return `<pre class="${kind}">${escapeHtml(stripVTControlCharacters(text).trimEnd())}</pre>`;
}
