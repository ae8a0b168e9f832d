import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, openPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import { reasonText } from '../files/atomic-write';
import { skippedFolder, type Entry, type Opened } from './entry';
import { isSkippedFolder } from './left-aside';
import { plainPath } from './path-rules';
import { shownName } from './shown-name';
import { NotGradable, type SubmissionLimits } from './submission';

/**
 * The entries of a zip, by its own list, which is read before any of its bytes are unpacked. Errors: `NotGradable` for what is no zip, is encrypted
 * or damaged, or has names that a trick would need; the machine's own, such as a disk that cannot be read.
 */
export async function openZip(path: string, limits: SubmissionLimits): Promise<Opened> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(whyNot('it is not a zip that can be read'));
  try {
    const entries = await listed(zip, limits).catch(whyNot('the zip is damaged'));
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listed(zip: ZipFile, { entries: most }: SubmissionLimits): Promise<Entry[]> {
  if (zip.entryCount > most) throw new NotGradable(`the zip holds ${zip.entryCount} files, at most ${most} are looked at`);
  const entries: Entry[] = [];
  const skipped = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const path = plainPath(getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false));
    const folder = skippedPart(path);
    if (folder !== undefined) {
      if (!skipped.has(folder)) entries.push(skippedFolder(folder));
      skipped.add(folder);
    } else if (!path.endsWith('/')) {
      if (entry.isEncrypted()) throw new NotGradable('the zip is encrypted; hand it in without a password');
      entries.push(described(zip, entry, path));
    }
  }
  return entries;
}

/** The path down to the first folder that is not looked into. */
function skippedPart(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const index = folders.findIndex(isSkippedFolder);
  return index < 0 ? undefined : `${folders.slice(0, index + 1).join('/')}/`;
}

/** Where zips keep what Unix knows of a file. */
const UNIX = 3;
const TYPE_OF_FILE = 0o170000;

function described(zip: ZipFile, entry: ZipEntry, path: string): Entry {
  const type = entry.versionMadeBy >>> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & TYPE_OF_FILE : 0;
  const kind = type === 0o120000 ? 'link' : type === 0 || type === 0o100000 ? 'file' : 'other';
  const read = (): Promise<Buffer> => unpacked(zip, entry, path);
  const target = async (): Promise<string> => {
    if (entry.uncompressedSize > 4096) throw new NotGradable(`${shownName(path)} is a link to a place with an endless name`);
    return (await read()).toString('utf8');
  };
  return { path, kind, size: entry.uncompressedSize, read, ...(kind === 'link' && { target }) };
}

/** Never more than the list says: what unpacks to more is refused on the way, and so is what does not fit its checksum. */
async function unpacked(zip: ZipFile, entry: ZipEntry, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  } catch (error) {
    return whyNot(`${shownName(path)} cannot be unpacked`)(error);
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw new NotGradable(`${shownName(path)} is damaged: it does not fit its checksum`);
  return bytes;
}

/** What the machine could not do stays its error; all else is the zip's fault. */
function whyNot(what: string): (error: unknown) => never {
  return error => {
    const ofMachine = (error as NodeJS.ErrnoException).syscall !== undefined;
    if (ofMachine || error instanceof NotGradable) throw error;
    throw new NotGradable(`${what}: ${reasonText(error)}`);
  };
}
