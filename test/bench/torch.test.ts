import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { NotHere } from '../../lib/evidence/bench/row';
import { startTorch, type TorchTask } from '../../lib/evidence/bench/torch';

const folder = mkdtempSync(join(tmpdir(), 'descent-python-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** What is started in the place of Python. */
function stand(name: string, text: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${text}`);
  chmodSync(file, 0o755);
  vi.stubEnv('DESCENT_PYTHON', file);
}

const task: TorchTask = { input: [2], layers: [2], batch: 1, batches: 1, threads: 1, numbers: [Float32Array.of(1, 2, 3, 4)] };

test('where there is no Python, or no PyTorch in it, the row says which', async () => {
  vi.stubEnv('DESCENT_PYTHON', 'no-such-python');
  await expect(startTorch(task)).rejects.toThrow(new NotHere('no-such-python cannot be started'));
  stand('bare', 'console.error("Traceback\\nModuleNotFoundError: No module named \'torch\'"); process.exit(1);');
  await expect(startTorch(task)).rejects.toThrow(/^PyTorch is not installed for .*bare; "pip install torch" brings it$/);
  await expect(startTorch(task)).rejects.toBeInstanceOf(NotHere);
});

test('whatever else goes wrong is a failure, with the last that was said', async () => {
  stand('broken', 'console.error("Traceback\\nMemoryError: no room"); process.exit(3);');
  await expect(startTorch(task)).rejects.toThrow('bench: PyTorch: it ended with 3: MemoryError: no room');
});

test('it is told the task and the numbers, and trains as often as it is asked', async () => {
  stand('answering', `
    const { readFileSync } = require('node:fs');
    const folder = process.argv[3];
    const { layers, threads, convolutions } = JSON.parse(readFileSync(folder + '/task.json', 'utf8'));
    const bytes = readFileSync(folder + '/numbers.f32').length;
    console.log([layers, threads, convolutions.length, bytes].join(' '));
    require('node:readline').createInterface({ input: process.stdin }).on('line', times => console.log(times / 2));
  `);
  const torch = await startTorch(task);
  expect(torch.note).toBe('PyTorch 2 1 0 16, eager, its fused Adam');
  await torch.repeat(7);
  expect(await torch.step()).toBe(0.5);
  torch.dispose();
});
