import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readNotebook } from '../../lib/course/jupyter/client/notebook-file';
import { findCourse, lessonSlugs } from '../../lib/src/notebook/course';
import { checklist, type Item } from './checklist';
import { errata } from '../../lib/src/notebook/errata';
import { slideOf } from '../../lib/src/notebook/lectures';
import { reference } from '../../lib/src/notebook/reference';
import { faultsOf, type Cells, type Coverage } from './places';

const items = [...checklist, ...errata];
const course = findCourse();
const written = lessonSlugs(course);

function cellsOf(slug: string): Cells {
  return new Map(readNotebook(join(course.notebooks, `${slug}.ipynb`)).cells.map(({ id, source }) => [id, source]));
}

test('the lists are whole: 115 items of the decks, 65 errata, each once', () => {
  expect([checklist.length, errata.length]).toEqual([115, 65]);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test.each(written)('%s holds what it is to hold of the lectures, where it says so', async slug => {
  const { coverage } = (await import(`./lessons/${slug}.ts`)) as { readonly coverage: Coverage };
  expect(faultsOf(slug, items, coverage, cellsOf(slug))).toEqual([]);
});

for (const slug of new Set(items.map(({ lesson }) => lesson))) {
  if (written.includes(slug)) continue;
  test(`${slug} holds ${items.filter(({ lesson }) => lesson === slug).map(({ id }) => id).join(', ')}`, context => context.skip('the lesson is not written yet'));
}

describe('what is not so is said', () => {
  const item = (id: string): Item => ({ id, at: '000:1', lesson: '01-a', topic: 'a step' });
  const cells = new Map([['cell-01', 'w ← w − η g, a step'], ['cell-02', 'the root of v']]);
  const faults = (coverage: Coverage): string[] => faultsOf('01-a', [item('x')], coverage, cells);

  test.each([
    ['an item without a place', {}, '01-a: no cell for x, a step (000:1)'],
    ['an item of the library alone', { x: [{ export: 'adam' }] }, '01-a: no cell for x, a step (000:1)'],
    ['an item that there is not', { x: [{ cell: 'cell-01', holds: 'a step' }], y: [] }, '01-a: there is no item y'],
    ['a cell that there is not', { x: [{ cell: 'cell-03', holds: 'a step' }] }, '01-a: x: there is no cell cell-03'],
    ['words that another cell has', { x: [{ cell: 'cell-01', holds: 'the root' }] }, '01-a: x: cell-01 does not hold "the root"; cell-02 does'],
    ['words that say nothing', { x: [{ cell: 'cell-01', holds: 'g' }] }, '01-a: x: "g" says too little to be looked for'],
    ['a name that is not exported', { x: [{ cell: 'cell-01', holds: 'a step' }, { export: 'addam' }] }, '01-a: x: descent exports no addam'],
    ['a room of the library without it', { x: [{ cell: 'cell-01', holds: 'a step' }, { export: 'schedules.cosin' }] }, '01-a: x: descent exports no schedules.cosin'],
  ] satisfies [string, Coverage, string][])('%s', (_, coverage, fault) => {
    expect(faults(coverage)).toEqual([fault]);
  });

  test('a formula that does not hold it', () => {
    const [fault, ...others] = faults({ x: [{ cell: 'cell-01', holds: 'a step' }, { export: 'adam', latex: '\\hat q_t' }] });
    expect(fault).toMatch(/^01-a: x: the formula of adam does not hold \\hat q_t, but is /);
    expect(others).toEqual([]);
  });

  test('and what is so is not', () => {
    expect(faults({ x: [{ cell: 'cell-01', holds: 'a step' }, { export: 'adam', latex: '\\hat m_t' }, { export: 'schedules.cosine' }] })).toEqual([]);
  });
});

test('every erratum says what is right, on a slide of its deck, about names that the library has', () => {
  const known = new Set(Object.keys(reference()));
  for (const { id, at, right, of } of errata) {
    expect(slideOf(at).title, id).not.toBe('');
    expect(right, id).toMatch(/\w.*\.$/);
    for (const name of of) expect(known.has(name), `${id}: ${name}`).toBe(true);
  }
});
