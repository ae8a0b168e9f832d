/** One thing in a submission, before its bytes are read. */
export interface Entry {
  /** From the top of the submission, with slashes. */
  readonly path: string;
  /** `skipped` is a folder that is not looked into. */
  readonly kind: 'file' | 'link' | 'skipped' | 'other';
  /** In bytes, as it is said to be. */
  readonly size: number;
  /** Where a link leads to, as it says. */
  readonly target?: () => Promise<string>;
  /** Its bytes. Errors: `NotGradable` when there are more than `size`, or they are damaged. */
  readonly read: () => Promise<Buffer>;
}

/** A submission that is open for reading. */
export interface Opened {
  readonly entries: readonly Entry[];
  readonly close: () => void;
}

/** A folder that is listed and not looked into. `path` ends in a slash. */
export function skippedFolder(path: string): Entry {
  return { path, kind: 'skipped', size: 0, read: () => Promise.reject(new Error(`${path} is a folder`)) };
}
