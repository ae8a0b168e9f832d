import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { reasonText } from '../files/atomic-write';
import { isRunning } from '../files/running';

const FILE = '.lock';

interface Holder {
  /** No two lockings share it. */
  readonly token: string;
  readonly pid: number;
  /** When the process began, since numbers of processes are used again; undefined where the system does not say. */
  readonly began: string | undefined;
  readonly host: string;
}

/**
 * Makes a folder this process's own until the returned function is called or the process ends; creates it. A lock that a process left behind when
 * it was killed is taken over.
 * Errors: another process that has it, by its number; a folder that cannot be written.
 */
export function lockFolder(folder: string): () => void {
  const own: Holder = { token: randomUUID(), pid: process.pid, began: beginOf(process.pid), host: hostname() };
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true });
    take(path, own, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Error(`cannot write into ${folder}: ${reasonText(error)}`, { cause: error });
  }
  const release = (): void => {
    process.off('exit', release);
    if (holderOf(path)?.token === own.token) rmSync(path, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** Errors: a process that writes into the folder now. */
export function requireUnlocked(folder: string): void {
  const holder = holderOf(join(folder, FILE));
  if (holder !== undefined && isAlive(holder)) throw taken(folder, holder);
}

/**
 * Of several processes that find the same dead holder, the one that can lock its token removes it; whoever looks again later finds a lock of
 * another token there, and lets it be.
 */
function take(path: string, own: Holder, folder: string): void {
  for (;;) {
    if (create(path, own)) return;
    const holder = holderOf(path);
    // It has been released in this moment.
    if (holder === undefined) continue;
    if (isAlive(holder)) throw taken(folder, holder);
    const claim = `${path}.${holder.token}`;
    take(claim, own, folder);
    try {
      if (holderOf(path)?.token === holder.token) rmSync(path);
    } finally {
      // Whoever has the folder by now may have tidied it up.
      rmSync(claim, { force: true });
    }
  }
}

/** A file that is there with all its content, or not at all; false where there is one already. */
function create(path: string, own: Holder): boolean {
  const temporary = `${path}.${own.token}.tmp`;
  try {
    writeFileSync(temporary, JSON.stringify(own));
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`cannot read the lock ${path}: ${reasonText(error)}; remove it if no grading is going on`, { cause: error });
  }
}

/** Of another machine nothing is known, so its lock holds. */
function isAlive({ pid, began, host }: Holder): boolean {
  return host !== hostname() || (isRunning(pid) && beginOf(pid) === began);
}

function taken(folder: string, { pid, host }: Holder): Error {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new Error(`process ${pid}${where} is writing into ${folder}; wait for it, or write into another folder`);
}

/** Field 22 of `/proc/PID/stat`, counted after the name of the program, which may hold spaces. */
function beginOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}
