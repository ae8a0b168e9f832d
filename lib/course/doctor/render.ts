import type { Finding } from './finding';

const marks = { ok: '✓', missing: '–', problem: '✗' } as const;

/** The findings as plain text, one line each in aligned columns, and what to do on a line below. A part is named once, at its first finding. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map(({ part }) => part.length));
  const lines = findings.flatMap(({ part, status, text, remedy }, i) => {
    const name = findings[i - 1]?.part === part ? '' : part;
    const line = `${name.padEnd(width)}  ${marks[status]} ${text}`;
    return remedy === undefined ? [line] : [line, `${' '.repeat(width + 4)}→ ${remedy}`];
  });
  return lines.join('\n');
}
