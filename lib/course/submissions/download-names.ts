/** What the name of a downloaded file or folder says. */
export interface Downloaded {
  readonly student: { readonly id: string; readonly name?: string };
  /** The name that the student gave the file; empty for a folder. */
  readonly file: string;
  /** Text that was typed into a form of the platform, and no file. */
  readonly typed?: boolean;
}

/** `Jane Doe_123456_assignsubmission_file_`, with the name of a file after it where Moodle was not asked for folders. */
const moodle = /^(?<name>.+)_(?<id>\d+)_assignsubmission_(?<kind>file|onlinetext)(?:_(?<file>.*))?$/s;

/** `doejane_LATE_12345_67890_07-adam-1.ts`: who, their number, the number of the file. */
const canvas = /^(?<name>[^_]+)_(?:LATE_)?(?<id>\d+)_\d+_(?<file>.+)$/s;

/** Who handed in, where Moodle or Canvas wrote it into the name of a file or folder. */
export function downloadedFrom(name: string, what: 'file' | 'folder'): Downloaded | undefined {
  // Only Moodle packs folders.
  const parts = (moodle.exec(name) ?? (what === 'file' ? canvas.exec(name) : null))?.groups;
  if (parts?.['id'] === undefined) return undefined;
  const { id, name: who = '', file = '', kind } = parts;
  return { student: { id, name: who.trim() }, file, ...(kind === 'onlinetext' && { typed: true }) };
}

/** Who handed in a loose file, and its name, where that ends like an exercise: `alice_07-adam.ts`; of `07-adam (2).ts` the name alone. */
export function looseExercise(name: string, slugs: readonly string[]): { readonly who: string; readonly file: string } | undefined {
  for (const slug of slugs) {
    // Canvas numbers what is handed in again, browsers what is downloaded again.
    const [stem] = name.split(/(?:[-_]\d+| ?\(\d+\))?\.ts$/i);
    if (stem === undefined || stem === name || !stem.toLowerCase().endsWith(slug.toLowerCase())) continue;
    const before = stem.slice(0, -slug.length);
    if (before === '' || /[-_ .]$/.test(before)) return { who: before.replace(/[-_ .]+$/, ''), file: `${slug}.ts` };
  }
  return undefined;
}
