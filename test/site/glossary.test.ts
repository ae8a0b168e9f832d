import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { firstSentence } from '../../lib/course/site/library/terms';
import { latexIn } from '../../lib/course/site/library/names-in';
import { symbolUses } from '../../lib/course/site/library/symbols';
import { renderLesson } from '../../lib/course/site/lesson';
import { writeSite } from '../../lib/course/site/write-site';
import { reference } from '../../lib/src/notebook/reference';
import { notation } from '../../lib/src/notation';
import { inPackage } from '../../lib/src/package-folder';
import { code, markdown, notebook } from './lesson-fixture';

const unbuilt = existsSync(inPackage('dist', 'assets', 'explorables.json')) ? undefined : 'not built: run "npm run build"';
const shows = notebook(markdown('# Adam: why?\n\nA rate $\\eta_t$ and a decay $\\beta_1$, but $a$ for something else.'), code("import { adam, descend, help } from 'descent';\nhelp(adam);"));
const writes = notebook(markdown('# Averages\n\n$$\\beta v + (1 - \\beta)$$ and \\$\\rho\\$.'), code("import { adam } from 'descent';"));
let html = '';
beforeAll(() => {
  if (unbuilt !== undefined) return;
  const room = mkdtempSync(join(tmpdir(), 'descent-glossary-'));
  writeSite({ notebooks: [{ slug: '03-averages', notebook: writes }, { slug: '07-adam', notebook: shows }], outDir: join(room, 'site') });
  html = readFileSync(join(room, 'site', 'glossary.html'), 'utf8');
  rmSync(room, { recursive: true, force: true });
});
beforeEach(context => context.skip(unbuilt !== undefined, unbuilt));

const row = (id: string) => new RegExp(`<(tr|dt) id="${id}">[\\s\\S]*?</(?:tr|dd)>`).exec(html)?.[0] ?? '';

test('every symbol of the notation has a row with its meaning, its interval and its names elsewhere', () => {
  for (const name of Object.keys(notation)) expect(row(`symbol-${name}`), name).toContain(`<code>${name}</code>`);
  const beta1 = row('symbol-beta1');
  for (const part of ['decay of the first moment', 'torch <code>betas[0]</code>', 'Keras <code>beta_1</code>', 'optax <code>b1</code>', 'tfjs <code>beta1</code>', '<annotation encoding="application/x-tex">[0, 1)</annotation>']) expect(beta1).toContain(part);
});

test('it says which things have a symbol and which lessons show it', () => {
  expect(row('symbol-beta1')).toContain('<a href="method-adam.html">Adam</a>');
  expect(row('symbol-beta1')).not.toContain('method-adagrad.html');
  expect(row('symbol-beta1')).toContain('lesson <a href="07-adam.html">7</a>');
  expect(row('symbol-m')).toContain('<a href="07-adam.html">7</a>');
  expect(row('symbol-kappa')).not.toContain('class="where"');
  // A title may name a lecture, which is a link elsewhere; links do not nest.
  expect(row('symbol-eta')).toMatch(/>Gradient descent, as deck 003 prints it[^<]*<\/a>/);
  expect(row('symbol-nin')).toContain('initializers.html#glorot-normal');
});

test('a command counts where the text has it, and not inside a longer symbol; a letter only in what is shown', () => {
  const slugs = ['03-averages', '07-adam'];
  const uses = symbolUses([renderLesson('03-averages', writes, slugs), renderLesson('07-adam', shows, slugs)]);
  const of = (name: string) => uses.find(use => use.name === name)?.lessons.map(({ slug }) => slug);
  expect(of('beta')).toEqual(['03-averages']);
  expect(of('eta')).toEqual(['07-adam']);
  expect(of('a')).toEqual([]);
  expect(of('rho')).toEqual([]);
  expect(latexIn(shows)).toBe('\\eta_t\n\\beta_1\na');
});

test('every public name is there, with a sentence, and leads to its page, else to a lesson that uses it', () => {
  const ids = [...html.matchAll(/<dt id="([^"]+)">/g)].map(([, id]) => id);
  expect(ids.length).toBe(Object.keys(reference()).length);
  expect(new Set(ids).size).toBe(ids.length);
  expect(row('name-adam')).toContain('<a href="method-adam.html"><code>adam</code></a></dt><dd><span>Step along the average gradient');
  expect(row('name-schedules.cosine')).toContain('<a href="schedules.html#cosine">');
  expect(row('name-descend')).toContain('<a href="07-adam.html"><code>descend</code></a>');
  expect(row('name-adam')).toContain('lessons <a href="03-averages.html">3</a>, <a href="07-adam.html">7</a>');
  for (const [, says = ''] of html.matchAll(/<dd><span>([\s\S]*?)<\/span>/g)) expect(says.trim()).not.toBe('');
});

test.each([
  ['One. Two.', 'One.'], ['A rate of 0.9, e.g. in torch. Two.', 'A rate of 0.9, e.g. in torch.'], ['no stop', 'no stop'], ['Does it?  `code` does.', 'Does it?'],
])('the first sentence of %s', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});
