import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageFolder } from '../../src/package-folder';

/**
 * Lets a course use the library that is running, without installing one: its `node_modules` gets a link to it, and one to its program, as npm makes them
 * itself, in folders of the course's own. `npm install` puts the course's own library in their place, and touches nothing beyond. Links that lead to
 * another library are made anew. Whether it did: a course that has packages keeps them.
 */
export function linkLibrary(course: string): boolean {
  const target = join(course, 'node_modules');
  if (existsSync(target) && !holdsLinksOnly(target)) return false;
  for (const [name, to] of [['descent', packageFolder], ['.bin/descent', join(packageFolder, 'bin', 'descent.js')]] as const) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    rmSync(join(target, name), { force: true });
    symlinkSync(to, join(target, name), 'junction');
  }
  return true;
}

/** Whether nothing but our links is in it: npm's own link to a library in a workspace stands among packages. */
function holdsLinksOnly(modules: string): boolean {
  const [link] = readdirSync(modules).filter(name => name !== '.bin');
  return readdirSync(modules).every(name => ['.bin', 'descent'].includes(name)) && link !== undefined && lstatSync(join(modules, link)).isSymbolicLink();
}

/** What npm may call a course, after its folder: "my-course" for `../My course/`. */
export function packageName(folder: string): string {
  const name = basename(folder).normalize('NFKD').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[-._]+|[-._]+$/g, '');
  return name === '' ? 'course' : name;
}
