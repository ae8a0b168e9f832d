import { CallFailure } from './subject';

/** What a file exports: each name with what `typeof` says of it. */
export type Exported = ReadonlyMap<string, string>;

export function exportedBy(exports: Readonly<Record<string, unknown>>): Exported {
  return new Map(Object.entries(exports).map(([name, value]) => [name, typeof value]));
}

/** Refuses a function that a file does not export, and says what it may have been meant to be. Errors: a `CallFailure`. */
export function expectFunction(name: string, exported: Exported): void {
  const kind = exported.get(name);
  if (kind === 'function') return;
  const missing = `the file exports no function "${name}"${hint(name, exported)}`;
  throw new CallFailure('not exported', kind === undefined ? missing : `"${name}" is ${article(kind)}, not a function`);
}

function hint(name: string, exported: Exported): string {
  const close = [...exported.keys()].filter(other => differences(name.toLowerCase(), other.toLowerCase()) <= Math.max(1, name.length / 4));
  if (close.length > 0) return `; did you mean "${close[0]}"?`;
  return exported.get('default') === 'function' ? `, but one without a name: write "export const ${name}"` : '';
}

/** How many signs have to be put in, left out or changed to make one word the other. */
function differences(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, sign] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at++) {
      next.push(Math.min((row[at] ?? 0) + (other[at] === sign ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

function article(kind: string): string {
  return kind === 'undefined' ? 'undefined' : `${kind === 'object' ? 'an' : 'a'} ${kind}`;
}
