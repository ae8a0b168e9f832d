import { constants, lstatSync, readdirSync, type Stats } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { skippedFolder, type Entry, type Opened } from './entry';
import { isSkippedFolder } from './left-aside';
import { plainPath } from './path-rules';
import { shownName } from './shown-name';
import { NotGradable, type SubmissionLimits } from './submission';

/** The entries of a folder and of all below it. No link is followed. Errors: `NotGradable` for too many; the machine's own. */
export function openFolder(folder: string, { entries: most }: SubmissionLimits): Opened {
  const entries: Entry[] = [];
  let count = 0;
  const walk = (inside: string): void => {
    // Sorted, so that the same files are the same submission on every machine.
    for (const name of readdirSync(join(folder, inside)).sort()) {
      count += 1;
      if (count > most) throw new NotGradable(`the folder holds more than ${most} files and folders; leave out what is not an answer`);
      const onDisk = join(folder, inside, name);
      const path = plainPath(`${inside}${name}`);
      const stats = lstatSync(onDisk);
      if (!stats.isDirectory()) entries.push(described(onDisk, path, stats));
      else if (isSkippedFolder(name)) entries.push(skippedFolder(`${path}/`));
      else walk(`${inside}${name}/`);
    }
  };
  walk('');
  return { entries, close() {} };
}

/** Loose files, by the names that they are to have. */
export function openFiles(files: ReadonlyArray<{ readonly path: string; readonly name: string }>): Opened {
  return { entries: files.map(({ path, name }) => described(path, plainPath(name), lstatSync(path))), close() {} };
}

function described(onDisk: string, path: string, stats: Stats): Entry {
  const kind = stats.isSymbolicLink() ? 'link' : stats.isFile() ? 'file' : 'other';
  const read = (): Promise<Buffer> => readPlainFile(onDisk, path, stats.size);
  return { path, kind, size: stats.size, read, ...(kind === 'link' && { target: () => readlink(onDisk) }) };
}

/** Neither through a link nor from a pipe, which would never end; and no more than there was when it was found. */
async function readPlainFile(onDisk: string, path: string, size: number): Promise<Buffer> {
  // Windows knows neither.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(onDisk, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const bytes = Buffer.alloc(size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
      if (length > size) throw new NotGradable(`${shownName(path)} grows while it is read`);
    }
  } finally {
    await file.close();
  }
}
