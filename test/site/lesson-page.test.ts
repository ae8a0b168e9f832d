import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonMarkdown } from '../../lib/course/site/markdown';
import { renderLesson } from '../../lib/course/site/lesson';
import { writeSite } from '../../lib/course/site/write-site';
import { parseNotebook, type Cell } from '../../lib/course/jupyter/client/notebook-file';
import { plotlyBundlePath } from '../../lib/src/notebook/plotly';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { code, markdown, notebook, shown } from './lesson-fixture';

const render = (...cells: Cell[]) => renderLesson('07-adam', notebook(...cells), ['04-momentum', '07-adam'], ['07-adam']).bodyHtml;

describe('a line is not broken before punctuation', () => {
  const unbroken = (source: string) => [...lessonMarkdown([]).render(source).matchAll(/<span class="unbroken">([^<]*)<span class="katex">/g)].map(([, before]) => before);

  test.each([
    ['so $w$, then', ''], ['so ($w$) then', '('], ['“$w$”', '“'], ['$w$.', ''], ['the $n$-th', ''], ['$w$ and $v$;', ''],
  ])('%s', (source, before) => {
    expect(unbroken(source)).toEqual([before]);
  });

  test('the punctuation is in the text once', () => {
    const seen = lessonMarkdown([]).render('so ($w$), then [$v$]').replace(/<math[\s\S]*?<\/math>/g, '');
    const text = seen.replace(/<[^>]*>/g, '').trim();
    expect(text).toBe('so (w), then [v]');
  });

  test('a formula between words needs nothing, and a long one may be broken inside', () => {
    expect(lessonMarkdown([]).render('a $w$ b')).not.toContain('unbroken');
    const long = lessonMarkdown([]).render(`so $${'a + '.repeat(20)}b$, then`);
    expect(long).not.toContain('unbroken');
    expect(long).toContain('\u2060,');
  });

  test('in a browser the comma stays on its line at every width', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const style = readFileSync('lib/course/site/assets/site.css', 'utf8');
    await page.setContent(`<style>${style}</style>${lessonMarkdown([]).render('word word $w_t$, word word word ($v_t$): word')}`);
    const parted = await page.evaluate(() => {
      const paragraph = document.querySelector('p') as HTMLElement;
      const found: number[] = [];
      for (let width = 60; width < 400; width += 3) {
        paragraph.style.width = `${width}px`;
        const nodes = Array.from(document.querySelectorAll('.unbroken')).flatMap(span => Array.from(span.childNodes));
        for (const node of nodes.filter(child => child.nodeType === Node.TEXT_NODE)) {
          const range = document.createRange();
          range.selectNode(node);
          const [sign, formula] = [range.getBoundingClientRect(), (node.parentElement as HTMLElement).querySelector('.katex')?.getBoundingClientRect()];
          if (formula && (sign.bottom < formula.top || sign.top > formula.bottom)) found.push(width);
        }
      }
      return found;
    });
    expect(parted).toEqual([]);
    await browser.close();
  }, 60_000);
});

describe('what is folded in JupyterLab is folded on the page', () => {
  const folded = (metadata: Cell['metadata']) => render({ ...code('const a = 1;'), metadata }).includes('<summary>Show the code</summary>');
  test.each([
    [{ jupyter: { source_hidden: true } }, true], [{ tags: ['hide-input'] }, true], [{ jupyter: { source_hidden: false } }, false],
    [{ jupyter: { outputs_hidden: true } }, false], [{ jupyter: null }, false], [{}, false],
  ])('%j: %j', (metadata, expected) => {
    expect(folded(metadata)).toBe(expected);
  });
});

describe('exercises that are to do', () => {
  const report = (...results: string[]) => {
    const rows = results.map(result => `<tr><td style="x">Adam</td><td style="x">${result}</td><td></td></tr>`).join('');
    const head = '<caption>07-adam</caption><thead><tr><th>test</th></tr></thead>';
    return shown({ 'text/plain': 'report', 'text/html': `<table class="descent-table">${head}<tbody>${rows}</tbody></table>` });
  };

  test('become an invitation with the tests folded', () => {
    const html = render(code('await check();', report('○ to do', '○ to do')));
    expect(html).toContain('Now it is your turn: <a href="07-adam-exercise.html">the exercises</a> are checked by 2 tests.');
    expect(html).toMatch(/<details class="to-do"><summary>What is tested<\/summary>.*<table class="descent-table">/s);
  });

  test('stay a table when something has been done, and other tables are none', () => {
    expect(render(code('await check();', report('✓ right', '○ to do')))).not.toContain('details');
    expect(render(code('table();', shown({ 'text/plain': 't', 'text/html': '<table><tbody><tr><td>1</td></tr></tbody></table>' })))).not.toContain('details');
  });

  test('do not tell a reader of the page to save a file', () => {
    const text = 'before\nexercise 7.2 is still to do: solve it, save the file and run this cell again to see it here\nafter\n';
    const html = render(code('', { output_type: 'stream', name: 'stdout', text }));
    expect(html).toContain('Your own result appears here in the notebook, once you have solved <a href="07-adam-exercise.html">exercise 7.2</a>.');
    expect(html).not.toContain('save the file');
    expect(html).toContain('<pre class="stdout">before\nafter</pre>');
  });
});

test('a link that a cell shows leads to the page of the exercise too', () => {
  const html = render(code('await lesson();', shown({ 'text/plain': 'lesson', 'text/html': '<p><a href="../exercises/07-adam.ts" target="_blank">07</a> <a href="x.ts">x</a></p>' })));
  expect(html).toContain('<p><a href="07-adam-exercise.html" target="_blank">07</a> <a href="x.ts">x</a></p>');
});

test.each([
  ['[x](../exercises/07-adam.ts)', '07-adam-exercise.html'], ['[x](exercises/07-adam.ts)', '07-adam-exercise.html'], ['[x](04-momentum.ipynb#a)', '04-momentum.html#a'],
  ['[x](../exercises/99-none.ts)', '../exercises/99-none.ts'], ['[x](https://example.org/a.ts)', 'https://example.org/a.ts'],
])('the link %s leads to %s', (source, href) => {
  expect(render(markdown(source))).toContain(`<a href="${href}">x</a>`);
});

test.each([
  ['see lecture 2, slide “Adam”', '<a href="lectures.html#lecture-2">lecture 2</a>'], ['Deck 002 says', '<a href="lectures.html#lecture-3">Deck 002</a>'],
])('"%s" links to the lectures', (source, link) => {
  expect(render(markdown(source))).toContain(link);
});

test('a lecture that there is not, and one in a link or in code, are no links', () => {
  const html = render(markdown('lecture 9, `lecture 1`, [lecture 1](x.html), lectures 1'));
  expect(html).not.toContain('lectures.html');
});

test('minutes are counted from words and cells', () => {
  const minutes = (...cells: Cell[]) => renderLesson('a', notebook(...cells), []).minutes;
  expect(minutes(markdown('word '.repeat(1000)))).toBe(5);
  expect(minutes(markdown('word '.repeat(1000)), ...Array.from({ length: 10 }, () => code('x')))).toBe(10);
  expect(minutes(markdown('# Short'))).toBe(1);
});

describe('a site with exercises', () => {
  let room = '';
  const path = (name: string) => join(room, 'site', name);
  beforeAll(() => {
    room = mkdtempSync(join(tmpdir(), 'descent-pages-'));
    if (!existsSync(plotlyBundlePath)) return;
    const text = '# Why Adam?\n\nSee lecture 1 and [the exercise](../exercises/07-adam.ts).\n\n<details><summary>Why?</summary>\n\nBecause $w$.\n\n</details>';
    const adam = notebook(markdown(text), code('1;', { output_type: 'stream', name: 'stdout', text: 'SECRET' }));
    const exercises = [{ slug: '07-adam', source: 'export const a: number = 1 < 2 ? 1 : 2;\n' }, { slug: '99-none', source: 'no lesson' }];
    writeSite({ notebooks: [{ slug: '04-momentum', notebook: notebook(markdown('# Why momentum?')) }, { slug: '07-adam', notebook: adam }], exercises, outDir: path('') });
  });
  afterAll(() => rmSync(room, { recursive: true, force: true }));
  const built = existsSync(plotlyBundlePath);
  const unbuilt = 'no plotly bundle: run "npm run build"';

  test('offers the notebook without outputs, and the exercise as it is', context => {
    context.skip(!built, unbuilt);
    const page = readFileSync(path('07-adam.html'), 'utf8');
    const facts = /<p class="facts">(.*)<\/p>/.exec(page)?.[1] ?? '';
    expect([...facts.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['notebooks/07-adam.ipynb', '07-adam-exercise.html', '04-momentum.html']);
    const taken = readFileSync(path('notebooks/07-adam.ipynb'), 'utf8');
    expect(taken).not.toContain('SECRET');
    expect(parseNotebook(taken).cells).toHaveLength(2);
    expect(readFileSync(path('exercises/07-adam.ts'), 'utf8')).toBe('export const a: number = 1 < 2 ? 1 : 2;\n');
    expect([existsSync(path('04-momentum-exercise.html')), existsSync(path('exercises/99-none.ts'))]).toEqual([false, false]);
    expect(readFileSync(path('04-momentum.html'), 'utf8')).not.toContain('-exercise.html');
  });

  test('shows the exercise with its parts of speech', context => {
    context.skip(!built, unbuilt);
    const page = readFileSync(path('07-adam-exercise.html'), 'utf8');
    expect(page).toContain('<span class="hljs-keyword">export</span>');
    expect(page).toContain('<span class="hljs-number">1</span> &lt; ');
    expect(page).toContain('<a href="exercises/07-adam.ts" download>');
    expect(page).toContain('href="07-adam.html"');
  });

  test('lists the lectures with the lessons that treat them', context => {
    context.skip(!built, unbuilt);
    const [, first = '', second = ''] = readFileSync(path('lectures.html'), 'utf8').split(/<section/);
    expect(first).toContain('id="lecture-1"');
    expect(first).toContain('<li><a href="07-adam.html">Why Adam?</a></li>');
    expect(second).toContain('No lesson treats it yet.');
  });

  test('prints what is folded', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    context.skip(!built, unbuilt);
    const browser = await launchBrowser();
    const { page } = await openPage(browser, pathToFileURL(path('07-adam.html')).href);
    const answer = () => page.locator('details p').evaluate(paragraph => paragraph.checkVisibility() && paragraph.getBoundingClientRect().height > 0);
    expect(await answer()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await answer()).toBe(true);
    await browser.close();
  }, 60_000);
});
