import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openKernel, scratchFolder } from './kernels';

test('packages may come, change and go while a notebook is open', async () => {
  const cwd = scratchFolder();
  const packages = join(cwd, 'node_modules');
  const install = (name: string, type: string): void => {
    mkdirSync(join(packages, name), { recursive: true });
    writeFileSync(join(packages, name, 'package.json'), JSON.stringify({ name, types: 'index.d.ts' }));
    writeFileSync(join(packages, name, 'index.d.ts'), `export const value: ${type};`);
  };
  install('@types/here', 'number');
  const kernel = await openKernel(undefined, { cwd });
  await kernel.execute('import type { value } from "here"; let kept: typeof value = 7;');
  for (const change of [() => install('@types/late', 'string'), () => install('@types/here', 'string'), () => rmSync(packages, { recursive: true })]) {
    change();
    // The compiler is told in its own time; a stock kernel fails from the moment that it is.
    for (let i = 0; i < 15; i++) {
      await setTimeout(100);
      const { status, outputs } = await kernel.execute('console.log("runs")');
      expect({ status, outputs }).toEqual({ status: 'ok', outputs: [{ output_type: 'stream', name: 'stdout', text: 'runs\n' }] });
    }
  }
}, 60_000);
