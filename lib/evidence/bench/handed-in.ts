import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../src/notebook/course';
import type { Manifest } from '../../src/notebook/manifest';

/** What a function of a hostile submission does instead of answering. */
const HOSTILE: readonly string[] = [
  'for (;;);',
  'process.exit(0);',
  "for (;;) console.log('x'.repeat(1e5));",
  'const all = []; for (;;) all.push(new Array(1000).fill(all.length));',
];

/** Writes a batch: folders of the course's solutions, one in ten hostile in one of its lessons. Returns how many of them are. */
export function writeBatch({ exercises, solutions }: Course, folder: string, count: number): number {
  const { lessons } = JSON.parse(readFileSync(join(exercises, 'manifest.json'), 'utf8')) as Manifest;
  const slugs = Object.keys(lessons);
  let hostile = 0;
  for (let at = 0; at < count; at++) {
    const place = join(folder, `s${String(at + 1).padStart(3, '0')}`, 'exercises');
    mkdirSync(place, { recursive: true });
    cpSync(solutions, place, { recursive: true });
    if (at % 10 !== 5) continue;
    const slug = slugs[hostile % slugs.length] as string;
    const does = HOSTILE[hostile % HOSTILE.length] as string;
    const functions = lessons[slug]?.exercises.map(({ function: name }) => `export function ${name}(): unknown { ${does} }`) ?? [];
    writeFileSync(join(place, `${slug}.ts`), `${functions.join('\n')}\n`);
    hostile += 1;
  }
  return hostile;
}
