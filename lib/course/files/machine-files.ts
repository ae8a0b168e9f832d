import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How a course runs on machines that somebody else keeps. */
const machines = ['.devcontainer', '.binder'];

/** The files for Codespaces and Binder that a course has. */
export function machineFiles(root: string): [path: string, content: Buffer][] {
  return machines.flatMap(folder => filesBelow(root, folder));
}

/** The files of a folder of a course, by their paths from its root, with slashes; none where there is no such folder. */
export function filesBelow(root: string, folder: string): [path: string, content: Buffer][] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name): [string, Buffer][] => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesBelow(root, path) : [[path, readFileSync(join(root, path))]];
  });
}
