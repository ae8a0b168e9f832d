import { beforeEach, expect, test, vi } from 'vitest';
import { kernelStandIn } from './kernel-stand-in';

let kernel = kernelStandIn();
beforeEach(() => {
  vi.resetModules();
  vi.useRealTimers();
  kernel = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
});

test('a table has a header row and numbers that line up', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table([{ step: 1, loss: 2, method: 'adam' }, { step: 10, loss: -0.123456, method: '<b>' }], { caption: 'Losses & steps' });
  const { data } = kernel.sent[0]!;
  expect(data['text/plain']).toBe([
    'Losses & steps',
    'step      loss  method',
    '----  --------  ------',
    '   1   2.00000  adam',
    '  10  -0.12346  <b>',
  ].join('\n'));
  const html = String(data['text/html']);
  expect(html).toContain('<caption>Losses &amp; steps</caption>');
  expect(html.match(/<th scope="col"/g)).toHaveLength(3);
  expect(html).toContain('>−0.12346</td>');
  expect(html).toContain('>&lt;b&gt;</td>');
});

test('a long heading over short numbers may be broken, and the numbers may not', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table([{ 'gradients of single examples until it is there, median': 135891, 'best setting': 'η = 1' }]);
  const html = String(kernel.sent[0]!.data['text/html']);
  const styles = [...html.matchAll(/<(th|td)[^>]* style="([^"]*)"/g)].map(([, tag, style = '']) => `${tag} ${style.includes('nowrap') ? 'whole' : 'broken'}`);
  expect(styles).toEqual(['th broken', 'th whole', 'td whole', 'td whole']);
});

test('columns may be named apart, cells may be missing, and extreme numbers get a power of ten', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table({ columns: ['x', 'y'], rows: [[1e-9, null], [3.5e12, true], [0, NaN]] });
  expect(kernel.sent[0]!.data['text/plain']).toBe(['     x  y', '------  ----', '  1e-9', '3.5e12  true', '     0  NaN'].join('\n'));
});

test('a column of small numbers is written out, with five digits and no noise', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table([{ v: 1e-5 }, { v: 9.999e-5 }, { v: 0.1 + 0.2 - 0.2999 }]);
  table([{ w: 0.1 + 0.2 }, { w: 12 }, { w: 1e-5 }]);
  expect(kernel.sent.map(({ data }) => String(data['text/plain']).split('\n').slice(2).map(line => line.trim()))).toEqual([
    ['0.00001000', '0.00009999', '0.00010000'],
    ['0.3', '12.0', '1e-5'],
  ]);
});

test('text of several lines stays in its cell', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table({ columns: ['test', 'what'], rows: [['first', 'one <\ntwo'], ['second', 'three']] });
  const { data } = kernel.sent.at(-1)!;
  expect(data['text/plain']).toBe('test    what\n------  -----\nfirst   one <\n        two\nsecond  three');
  expect(data['text/html']).toContain('>one &lt;<br>two</td>');
});

test('lines that begin with four spaces keep their blanks, so that a caret stands where it points', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  table([{ what: 'here:\n    a <  b\n       ^\nand on' }]);
  expect(kernel.sent[0]!.data['text/html']).toMatch(/>here:<pre [^>]*>a &lt;  b\n   \^<\/pre>and on<\/td>/);
});

test('a table without columns, and a row with a cell too many, are refused', async () => {
  const { table } = await import('../../lib/src/notebook/table.js');
  expect(() => table([])).toThrow('table: no columns');
  expect(() => table({ columns: ['a'], rows: [[1, 2]] })).toThrow('table: row 1 has 2 cells for 1 columns');
});

test('progress changes one display, at most ten times a second, and always shows its end', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { progress } = await import('../../lib/src/notebook/progress.js');
  const bar = progress(1000, { label: 'training' });
  for (let step = 1; step <= 1000; step += 1) {
    vi.advanceTimersByTime(1);
    await bar.update(step, `loss ${step}`);
  }
  bar.done('good');
  bar.done('again');
  // One to begin, one each tenth of the second, one to end.
  expect(kernel.sent).toHaveLength(12);
  expect(new Set(kernel.sent.map(({ id }) => id)).size).toBe(1);
  expect(kernel.sent.map(({ update }) => update)).toEqual([false, ...Array.from({ length: 11 }, () => true)]);
  expect(kernel.sent[0]!.data['text/plain']).toBe('training: 0 of 1000');
  expect(kernel.sent[5]!.data['text/plain']).toBe('training: 500 of 1000 · loss 500');
  expect(kernel.sent[11]!.data['text/plain']).toBe('training: 1.0 s · good');
});

test('an awaited update lets other work run, such as a signal handler', async () => {
  const { progress } = await import('../../lib/src/notebook/progress.js');
  const bar = progress(10);
  let seen = false;
  setImmediate(() => { seen = true; });
  await bar.update(1);
  expect(seen).toBe(true);
});

test('progress is silent outside a kernel without a terminal, and refuses a total that is no length', async () => {
  kernel.running = false;
  const { progress } = await import('../../lib/src/notebook/progress.js');
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const terminal = process.stderr.isTTY;
  process.stderr.isTTY = false;
  const bar = progress(3);
  await bar.update(1);
  bar.done();
  process.stderr.isTTY = terminal;
  expect(write).not.toHaveBeenCalled();
  write.mockRestore();
  expect(() => progress(0)).toThrow('total must be a positive number, got 0');
  expect(() => progress(NaN)).toThrow('got NaN');
});
