import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { annotations } from '../../lib/course/results/annotations';
import { largestSummary, stepSummary } from '../../lib/course/results/step-summary';
import { hostile } from './hostile';
import { exercise, lesson, one, randomResult, result, trial } from './results';

const rendered = (text: string): string => new MarkdownIt({ html: true, linkify: true }).render(text);

describe('the summary of a step', () => {
  test('scores, what is wrong and what was printed', () => {
    const text = stepSummary(result([lesson([exercise(
      [trial(), trial({ name: 'five steps', outcome: 'failed', message: 'w after step 5: expected 0.7, got 0.9', printed: 'here' })],
      { mistake: 'Adam without bias correction.' },
    )])], { warnings: ['package.json was left aside'] }));
    for (const part of ['## Ada Lovelace: 2 of 4 points', 'Note: package.json was left aside', '✓ right, ✗ not right', '**Adam without bias correction.**',
      '✗ **five steps** (not right, 0 of 2): w after step 5: expected 0.7, got 0.9', '```text\nhere\n```']) expect(text).toContain(part);
  });

  test.each(['not gradable', 'infrastructure error'] as const)('no score of a submission that is "%s"', verdict => {
    const text = stepSummary(result([lesson([exercise([trial()])])], { verdict, reason: 'the disk is full' }));
    expect(text).toContain('the disk is full');
    expect(text).not.toMatch(/\d of \d/);
  });

  test('five megabytes of failures are a summary that GitHub takes, whole to the last fence, with a word about the rest', () => {
    const trials = Array.from({ length: 2500 }, (_, index) => trial({ name: `trial ${index}`, outcome: 'failed', message: '@'.repeat(2000), printed: '```\n'.repeat(500) }));
    const text = stepSummary(result([lesson([exercise(trials)])]));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(largestSummary);
    expect(Buffer.byteLength(text)).toBeGreaterThan(largestSummary / 2);
    expect(text).toMatch(/\n\*A summary may hold 1 MiB: \d+ more parts are left out\. [^\n]*\*\n$/);
    // Without the search for addresses, which takes seconds in a text of this size.
    expect(new MarkdownIt({ html: true }).render(text)).toMatch(/<p><em>A summary may hold 1 MiB[^<]*<\/em><\/p>\n$/);
    const left = Number(/(\d+) more parts/.exec(text)?.[1]);
    expect(left + (text.match(/\*\*trial \d+\*\*/g) ?? []).length).toBe(2500);
  });

  test('one message of five megabytes does not take the place of the others', () => {
    const text = stepSummary(result([lesson([exercise([trial({ outcome: 'failed', message: 'x'.repeat(5e6) }), trial({ name: 'next', outcome: 'failed' })])])]));
    expect(text).toContain('**next**');
    expect(text).toContain('… (4998000 more characters)');
  });

  test.each(hostile)('%j makes nothing of its own, wherever it stands', text => {
    const html = rendered(stepSummary(result(
      [lesson([exercise([trial({ name: text, outcome: 'crash', message: text, printed: text })], { mistake: text, title: text })], { message: text })],
      { student: { id: text, name: text }, warnings: [text] },
    )));
    const allowed = 'h2|h3|p|strong|table|thead|tbody|tr|th|td|details|summary|pre|code';
    const tags = html.replace(/<!-- -->/g, '').match(/<[^>]*>/g) ?? [];
    expect(tags.filter(tag => !new RegExp(`^</?(${allowed})( class="language-text")?>$`).test(tag))).toEqual([]);
  });
});

describe('annotations', () => {
  const commands = (text: string): string[] => text.split('\n').filter(line => line.startsWith('::'));

  test('stand at the file, with the place and the reason', () => {
    expect(annotations(one({ outcome: 'failed' }), 'secret')).toBe('::error file=exercises/07-adam.ts,title=7.1 Finish Adam%3A one step::w after step 1: expected 0.9, got 1.1\n');
    expect(annotations(one(), 'secret')).toBe('');
  });

  test.each([[9, 9, ''], [10, 10, ''], [11, 10, '2 more'], [500, 10, '491 more']])('of %i failures: %i, and "%s"', (failures, shown, more) => {
    const text = annotations(result([lesson([exercise(Array.from({ length: failures }, (_, index) => trial({ name: `${index}`, outcome: 'failed' })))])]), 'secret');
    expect(commands(text)).toHaveLength(shown);
    expect(commands(text).at(-1)).toContain(more === '' ? `%3A ${failures - 1}::` : `::${more}`);
  });

  test('a lesson that does not compile is one, and so is a submission that is not graded', () => {
    expect(annotations(result([lesson([exercise([trial({ outcome: 'not run' })])], { status: 'does not compile', message: 'line 3' })]), 'x')).toBe(
      '::error file=exercises/07-adam.ts,title=07-adam::line 3\n');
    expect(annotations(result([lesson([exercise([trial({ outcome: 'crash' })])])], { verdict: 'infrastructure error', reason: 'disk full' }), 'x')).toMatch(/^::error title=The grader failed::disk full\. [^\n]*\n$/);
  });

  test.each(hostile)('%j gives the runner no command that is not ours', text => {
    const written = annotations(one({ name: text, outcome: 'crash', message: text, printed: text }, { student: { id: text } }), 'secret');
    const lines = written.split('\n');
    expect(lines[0]).toMatch(/^::error file=exercises\/07-adam\.ts,title=[^:,]*::/);
    expect(lines[1]).toBe('::stop-commands::secret');
    for (const line of lines.slice(2, -2)) expect(line).toMatch(/^\| (?!.*##\[)/);
    expect(lines.slice(-2)).toEqual(['::secret::', '']);
  });

  test('the token is another each time, and long', () => {
    const token = (): string => /::stop-commands::(\w+)/.exec(annotations(one({ printed: 'x' })))?.[1] ?? '';
    expect(token()).toMatch(/^[0-9a-f]{48}$/);
    expect(token()).not.toBe(token());
  });

  test('never more than ten in a hundred results', () => {
    for (let seed = 0; seed < 100; seed += 1) expect(commands(annotations(randomResult(seed), 'secret')).filter(line => line.startsWith('::error')).length).toBeLessThanOrEqual(10);
  });
});
