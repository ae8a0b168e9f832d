import { join } from 'node:path';
import { expect, describe, test } from 'vitest';
import { readNotebook } from '../../lib/course/jupyter/client/notebook-file';
import { defaultFace, type CourseFace, type LessonFace } from '../../lib/course/site/face';
import { frameOf } from '../../lib/course/site/frame';
import { depths, direct, type Needs } from '../../lib/course/site/map/graph';
import { layout } from '../../lib/course/site/map/layout';
import { lessonMap } from '../../lib/course/site/map/lesson-map';
import { statedNeeds } from '../../lib/course/site/map/needs';
import { indexPage } from '../../lib/course/site/index-page';
import { renderLesson } from '../../lib/course/site/lesson';
import { lessonSlugs, findCourse } from '../../lib/src/notebook/course';
import { seededRandom } from '../../lib/src/datasets';
import { markdown, notebook } from './lesson-fixture';

const slugs = ['01-descent', '02-batches', '03-averages', '04-momentum', '05-nesterov', '06-rates', '07-adam', '08-family'];

describe('what a lesson needs is read off its first cell', () => {
  test.each([
    ['- **You need** derivatives. No other lesson.', []],
    ['- **You need** gradient descent (lesson 1), and sums.', ['01-descent']],
    ['- **You need** descent and momentum (lessons 1 and 4), Adam (lesson 7).', ['01-descent', '04-momentum', '07-adam']],
    ['* You need the methods of lessons 1 and 4 to 6, and the median.', ['01-descent', '04-momentum', '05-nesterov', '06-rates']],
    ['- **You need** lessons 1, 2, and 4–5.', ['01-descent', '02-batches', '04-momentum', '05-nesterov']],
    ['- **You need** sums. Lesson 2 helps, but is not needed.', []],
    ['- **You need** a rate of 0.5 or so (lesson 2).\n- **Time:** as lesson 3.', ['02-batches']],
    ['- **Du brauchst** [Momentum](04-momentum.ipynb) und [Adam](../notebooks/07-adam.ipynb#formel).', ['04-momentum', '07-adam']],
    ['- **你需要**[动量](<04-momentum.ipynb>)。', ['04-momentum']],
    ['- **You need** lesson 99, and [a file](data.ipynb).', []],
    ['You can see lesson 4.', []],
  ])('%s', (cell, needs) => {
    expect(statedNeeds(notebook(markdown(`# A title\n\n${cell}`)), slugs)).toEqual(needs);
  });

  test('a link or a number in a later cell is no need', () => {
    expect(statedNeeds(notebook(markdown('# A title'), markdown('- **You need** [momentum](04-momentum.ipynb) (lesson 1)')), slugs)).toEqual([]);
  });

  test('of this course', () => {
    const course = findCourse();
    const own = lessonSlugs(course);
    const numbers = Object.fromEntries(own.map(slug => [Number(slug.slice(0, 2)), statedNeeds(readNotebook(join(course.notebooks, `${slug}.ipynb`)), own).map(need => Number(need.slice(0, 2)))]));
    expect(numbers).toMatchObject({ 1: [], 3: [], 4: [1], 8: [5, 7], 9: [1, 4, 7], 13: [1, 4, 5, 6, 7, 8], 15: [7, 10], 16: [6, 7] });
  });
});

describe('the map', () => {
  const graph = (given: Record<string, string[]>): Needs => new Map(Object.entries(given));
  const sizes = { boxWidth: 98, boxHeight: 46, gap: 7, between: 26, perRow: 3 };

  test('leaves out arrows that follow from others, and what is not on it', () => {
    expect([...direct(graph({ a: [], b: ['a'], c: ['a', 'b', 'elsewhere', 'b'], d: ['a', 'c'] }))]).toEqual([['a', []], ['b', ['a']], ['c', ['b']], ['d', ['c']]]);
  });

  test('refuses lessons that need each other, and says which', () => {
    expect(() => direct(graph({ a: ['c'], b: ['a'], c: ['b'] }))).toThrow('site: a lesson cannot need itself: a needs c needs b needs a');
    expect(() => direct(graph({ a: ['a'] }))).toThrow('a needs a');
  });

  test('rows follow the longest way', () => {
    expect([...depths(graph({ a: [], b: ['a'], c: ['b'], d: ['a', 'c'], e: [] }))]).toEqual([['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 0]]);
  });

  // Any order of needs that a course could have: 40 graphs of up to 24 lessons, each needing some of those before it.
  const random = seededRandom(3);
  const graphs = Array.from({ length: 40 }, () => {
    const names = Array.from({ length: 2 + Math.floor(22 * random.uniform()) }, (_, k) => `${k}`);
    return direct(new Map(names.map((name, k) => [name, names.slice(0, k).filter(() => random.uniform() < 0.25)])));
  });

  test('boxes lie apart and inside, arrows go down from box to box and pass between the others', () => {
    for (const needs of graphs) {
      const { width, height, boxes, arrows } = layout(needs, sizes);
      const placed = [...boxes.values()];
      placed.forEach(({ x, y }, at) => {
        expect([x >= 0, y >= 0, x + sizes.boxWidth <= width + 1e-9, y + sizes.boxHeight <= height]).toEqual([true, true, true, true]);
        for (const other of placed.slice(at + 1)) expect(Math.abs(other.x - x) >= sizes.boxWidth || Math.abs(other.y - y) >= sizes.boxHeight).toBe(true);
      });
      expect(arrows.length).toBe([...needs.values()].flat().length);
      for (const { through, to } of arrows) {
        through.forEach(({ y }, at) => at > 0 && expect(y).toBeGreaterThan(through[at - 1]?.y ?? 0));
        expect(through.at(-1)?.y).toBe(boxes.get(to)?.y);
        for (const { x, y } of through.slice(1, -1)) {
          const inside = placed.some(box => x > box.x && x < box.x + sizes.boxWidth && y > box.y && y < box.y + sizes.boxHeight);
          const along = placed.some(box => x > box.x && x < box.x + sizes.boxWidth && (y === box.y || y === box.y + sizes.boxHeight));
          expect([inside, along]).toEqual([false, false]);
        }
      }
    }
  });

  test('says in words what it shows, boxes lead to the lessons, and without needs there is none', () => {
    const frame = frameOf(defaultFace);
    const lessons = [
      { slug: '01-a', number: '1', title: 'Descent & more', needs: [] },
      { slug: '02-b', number: '2', title: 'A very long title of a lesson about batches', needs: ['01-a'] },
      { slug: 'c', title: 'Без номера', needs: ['01-a', '02-b'] },
    ];
    const html = lessonMap(frame, lessons);
    expect(html).toContain('<a href="02-b.html" aria-label="2 A very long title of a…, A very long title of a lesson about batches, needs lesson 1">');
    expect(html).toContain('<a href="c.html" aria-label="Без номера, needs lesson 2">');
    expect(html).toContain('1 Descent &amp;');
    expect(html).toContain('…');
    expect(lessonMap(frame, lessons.map(lesson => ({ ...lesson, needs: [] })))).toBe('');
    const mirrored = lessonMap(frameOf({ ...defaultFace, language: 'ar' }), lessons);
    expect(mirrored).toContain('needs no other lesson');
  });
});

test('the index says of each lesson its time, exercises, points, needs and when they are due', () => {
  const first = notebook(markdown('# Descent: how far?\n\nA question.\n\n- **You need** sums.\n- **Time:** about 60 minutes, and 20 more.'));
  const second = notebook(markdown('# Adam: one rate?\n\n- **You need** descent (lesson 1).'));
  const own = ['01-descent', '07-adam'];
  const lessons = [renderLesson('01-descent', first, own), renderLesson('07-adam', second, own)];
  const write = (face: Partial<CourseFace>, faces: LessonFace[]): string =>
    indexPage(frameOf({ ...defaultFace, ...face }), { lessons, faces, exercises: [{ slug: '07-adam', source: '', count: 4, points: 20 }] });
  const html = write({}, [{ slug: '07-adam', due: '2026-12-01' }, { slug: '09-elsewhere', needs: ['07-adam'] }]);
  expect(html).toContain('<p class="minutes">60 min</p>');
  expect(html).toContain('4 exercises · 20 points · <strong>due <time datetime="2026-12-01">December 1, 2026</time></strong>');
  expect(html).toContain('<p class="facts-of">needs lesson 1</p>');
  expect(html).toContain('aria-label="7 Adam, needs lesson 1"');
  const given = write({ language: 'es' }, [{ slug: '07-adam', needs: [] }, { slug: '01-descent', needs: ['07-adam'] }]);
  expect(given).toContain('aria-label="1 Descent, requiere la lección 7"');
  expect(() => write({}, [{ slug: '01-descent', needs: ['07-adam'] }])).toThrow('site: a lesson cannot need itself: 01-descent needs 07-adam needs 01-descent');
});
