import * as os from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { setKernels } from '../../lib/src/backend/kernels/mode';
import { threadsHere } from '../../lib/src/backend/threads/here';
import { setThreads, threadsMode, type ThreadsMode } from '../../lib/src/backend/threads/mode';

vi.mock('node:os', async original => {
  const real = await original<typeof os>();
  return { ...real, availableParallelism: vi.fn(() => 2) };
});

describe('a second thread', () => {
  test('may help where there is a second processor', () => {
    expect(threadsHere()).toEqual({ may: true });
    vi.mocked(os.availableParallelism).mockReturnValueOnce(1);
    expect(threadsHere()).toEqual({ why: 'there is one processor' });
  });

  test('may not with threads or kernels off', () => {
    expect(setThreads('off')).toBe('auto');
    expect(threadsHere()).toEqual({ why: 'DESCENT_THREADS is off' });
    expect(setThreads('auto')).toBe('off');
    const before = setKernels('off');
    expect(threadsHere()).toEqual({ why: 'kernels are switched off' });
    setKernels(before);
  });

  test('may not where node was started without the permission', () => {
    const withPermission = process as { permission?: { has(scope: string): boolean } };
    withPermission.permission = { has: scope => scope !== 'worker' };
    expect(threadsHere()).toEqual({ why: 'this process may not start threads' });
    withPermission.permission = { has: () => true };
    expect(threadsHere()).toEqual({ may: true });
    delete withPermission.permission;
  });
});

test('a word that is no mode is named', () => {
  expect(() => setThreads('both' as ThreadsMode)).toThrow('threads: must be one of auto, off, got "both"');
  expect(threadsMode()).toBe('auto');
});
