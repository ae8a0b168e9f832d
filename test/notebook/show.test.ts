import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plotlyBundlePath } from '../../lib/src/notebook/plotly';
import { kernelStandIn } from './kernel-stand-in';

const built = existsSync(plotlyBundlePath);
const unbuilt = 'no plotly bundle: run "npm run build"';

let kernel = kernelStandIn();
beforeEach(() => {
  vi.resetModules();
  kernel = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
  vi.stubEnv('VSCODE_PID', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.doUnmock('../../lib/src/notebook/tslab');
});

const loss = { title: 'Does the loss fall?', alt: 'It falls from 2 to 1.', data: [{ type: 'scatter' as const, name: 'adam', y: [2, 1.23456789] }], caption: 'Two steps.' };
const isBundle = ({ metadata }: { metadata: Record<string, unknown> }) => JSON.stringify(metadata) === '{"descent":{"kind":"plotly-bundle"}}';

test('a figure is one message with the question, the picture, the data and the words', async context => {
  context.skip(!built, unbuilt);
  const { show } = await import('../../lib/src/notebook/show.js');
  show(loss);
  const figures = kernel.sent.filter(message => !isBundle(message));
  expect(figures).toHaveLength(1);
  const { data } = figures[0]!;
  expect(Object.keys(data)).toEqual(['text/html', 'text/plain']);
  expect(data['text/plain']).toBe('Does the loss fall?\nIt falls from 2 to 1.');
  const html = String(data['text/html']);
  expect(html).toContain('<figcaption><strong>Does the loss fall?</strong></figcaption>');
  expect(html).toContain('alt="It falls from 2 to 1."');
  expect(html).toContain('<p class="descent-caption">Two steps.</p>');
  const json = /<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({ data: [{ type: 'scatter', name: 'adam', y: [2, 1.2346] }], layout: { height: 420 }, config: { responsive: true } });
  const svg = Buffer.from(/base64,([^"]*)"/.exec(html)?.[1] ?? '', 'base64').toString();
  expect(svg).toMatch(/^<svg [\s\S]*<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+"/);
});

test('Plotly is embedded once by show, and each time by embedPlotly', async context => {
  context.skip(!built, unbuilt);
  const { show } = await import('../../lib/src/notebook/show.js');
  const { embedPlotly } = await import('../../lib/src/notebook/plotly.js');
  show(loss);
  show(loss);
  expect(kernel.sent.map(isBundle)).toEqual([true, false, false]);
  embedPlotly();
  embedPlotly();
  show(loss);
  expect(kernel.sent.map(isBundle)).toEqual([true, false, false, true, true, false]);
  const script = String(kernel.sent[0]!.data['text/html']);
  const sources = Array.from(script.matchAll(/atob\("([^"]+)"\)/g), ([, packed = '']) => gunzipSync(Buffer.from(packed, 'base64')).toString());
  expect(sources.map(source => [/\.descentExplore\b/, /\.descentPlotly=[^=]/].map(name => name.test(source)))).toEqual([[true, false], [false, true]]);
  expect(script.replace(/<\/?script>/g, '')).not.toContain('<');
});

test('the first cell may embed Plotly, then show does not', async context => {
  context.skip(!built, unbuilt);
  const { embedPlotly } = await import('../../lib/src/notebook/plotly.js');
  embedPlotly();
  (await import('../../lib/src/notebook/show.js')).show(loss);
  expect(kernel.sent.map(isBundle)).toEqual([true, false]);
});

test('no text of a figure can leave its place in the page', async context => {
  context.skip(!built, unbuilt);
  const { show } = await import('../../lib/src/notebook/show.js');
  const evil = '</script><script>alert("1")</script>\' onload="x" & <b>';
  show({ title: evil, alt: evil, caption: evil, data: [{ type: 'scatter', mode: 'lines', name: evil, y: [1, 2], line: { color: '"/><script>alert(2)</script>' } }, { type: 'scatter', name: evil, y: [1] }], layout: { xaxis: { title: { text: evil } } } });
  const html = String(kernel.sent.at(-1)!.data['text/html']);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toContain('onload="x"');
  const json = /<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  expect((JSON.parse(json) as { data: { name: string }[] }).data[0]?.name).toBe(evil);
  const svg = Buffer.from(/base64,([^"]*)"/.exec(html)?.[1] ?? '', 'base64').toString();
  expect(svg).not.toContain('<script');
  expect(svg.match(/<b>/)).toBeNull();
});

test("VS Code gets Plotly's own format as well, with the question in it", async context => {
  context.skip(!built, unbuilt);
  vi.stubEnv('VSCODE_PID', '7');
  (await import('../../lib/src/notebook/show.js')).show(loss);
  expect(kernel.sent.at(-1)!.data['application/vnd.plotly.v1+json']).toMatchObject({ layout: { title: { text: 'Does the loss fall?' } }, data: [{ name: 'adam' }] });
});

test('the same figure is the same output, so a notebook that is run again does not change', async context => {
  context.skip(!built, unbuilt);
  const { show } = await import('../../lib/src/notebook/show.js');
  show(loss);
  show({ ...loss });
  show({ ...loss, title: 'Another one?' });
  const [first, second, third] = kernel.sent.slice(-3).map(({ data }) => data['text/html']);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('outside a kernel the title and the text alternative are printed', async () => {
  kernel.running = false;
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { show } = await import('../../lib/src/notebook/show.js');
  if (built) show(loss);
  show({ html: '<p>Some <b>words</b></p><script>1</script>' });
  show({ html: '<canvas></canvas>', text: 'a drawing' });
  expect(print.mock.calls.flat()).toEqual([...(built ? ['Does the loss fall?\nIt falls from 2 to 1.'] : []), 'Some words', 'a drawing']);
});

test('a figure without words is refused before anything is sent', async () => {
  const { show } = await import('../../lib/src/notebook/show.js');
  expect(() => show({ ...loss, alt: ' ' })).toThrow('alt is empty');
  expect(kernel.sent).toEqual([]);
});

test('math and markdown', async () => {
  const { markdown, math } = await import('../../lib/src/notebook/math.js');
  math(' w - \\eta g ');
  math('w', { display: false });
  markdown('**so** $w$');
  expect(kernel.sent.map(({ data }) => data)).toEqual([
    { 'text/latex': '$$w - \\eta g$$', 'text/plain': 'w - \\eta g' },
    { 'text/latex': '$w$', 'text/plain': 'w' },
    { 'text/markdown': '**so** $w$', 'text/plain': '**so** $w$' },
  ]);
  expect(() => math('$$w$$')).toThrow('holds a dollar sign');
  expect(() => math(' ')).toThrow('the formula is empty');
});
