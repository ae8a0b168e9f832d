import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { findProgram, runProgram } from '../files/program';
import { inPackage, packageFolder } from '../../src/package-folder';

/** What the library says of itself, and needs wherever it is installed. */
export interface LibraryPackage {
  readonly name: string;
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  /** Versions that packages below others must have, and which of them may run programs as they are installed; npm reads both in a course only. */
  readonly overrides: object;
  readonly allowScripts: object;
}

/** Of the library that is running: an installed one says it itself, and one that is developed shares the package.json of its kit. */
export function libraryPackage(): LibraryPackage {
  const own = readJson(inPackage('package.json'));
  const kit = join(dirname(packageFolder), 'package.json');
  const all = own['dependencies'] === undefined && existsSync(kit) ? { ...readJson(kit), ...own } : own;
  const { name, version, engines = {}, dependencies = {}, optionalDependencies = {}, overrides = {}, allowScripts = {} } = all as Partial<LibraryPackage>;
  return { name: name as string, version: version as string, engines, dependencies, optionalDependencies, overrides, allowScripts };
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** What it is packed as. */
export function archiveName({ name, version } = libraryPackage()): string {
  return `${name}-${version}.tgz`;
}

/**
 * Packs the library, built, with its sources to read, into a folder, and returns the file. npm installs a course's library from it, on any machine and
 * without the kit. Errors: npm is not there, or fails, with its words.
 */
export async function packLibrary(folder: string): Promise<string> {
  const npm = findProgram('npm');
  if (npm === undefined) throw new Error('npm is not on the PATH, and packs the library; it comes with Node.js');
  const room = mkdtempSync(join(tmpdir(), 'descent-library-'));
  try {
    const copy = join(room, 'package');
    mkdirSync(copy);
    for (const name of readdirSync(packageFolder)) {
      if (!notPacked.has(name)) cpSync(join(packageFolder, name), join(copy, name), { recursive: true, filter: source => !/\.map$|[\\/]node_modules([\\/]|$)/.test(source.slice(packageFolder.length)) });
    }
    const { private: _, ...described } = readJson(inPackage('package.json'));
    const { dependencies, optionalDependencies, engines, overrides, allowScripts } = libraryPackage();
    writeFileSync(join(copy, 'package.json'), `${JSON.stringify({ ...described, engines, dependencies, optionalDependencies, overrides, allowScripts }, undefined, 2)}\n`);
    const { ok, reason } = await runProgram(npm, ['pack', copy, '--pack-destination', room, '--ignore-scripts', '--silent'], { seconds: 120 });
    if (!ok) throw new Error(`npm could not pack the library: ${reason}`);
    const packed = readdirSync(room).find(name => name.endsWith('.tgz')) as string;
    mkdirSync(folder, { recursive: true });
    const target = join(folder, archiveName());
    moveFile(join(room, packed), target);
    return target;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** What belongs to the kit, and not to the package. */
const notPacked = new Set(['build.mjs', 'tsconfig.json', 'node_modules', 'package.json']);

/** Between disks a file cannot be renamed. */
function moveFile(from: string, to: string): void {
  const partial = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
  cpSync(from, partial);
  renameSync(partial, to);
}
