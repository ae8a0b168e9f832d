import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { schemaFile } from '../../lib/course/settings/read-settings';
import { duesOf, readSettings, taught, type CourseSettings } from '../../lib/course/settings';
import { courseOf } from '../checking/course-with';

const notebook = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });
const notebooks = Object.fromEntries(['01-start', '02-next', '03-last'].map(slug => [`notebooks/${slug}.ipynb`, notebook]));

function settingsOf(text: string, more: Readonly<Record<string, string>> = {}, at = 'course.json'): CourseSettings {
  return readSettings(courseOf({ ...notebooks, ...more, [at]: text }));
}

test('without a file a course has the defaults, and its lessons in the order of their numbers', () => {
  expect(readSettings(courseOf({ ...notebooks, 'exercises/04-more.ts': '' }))).toEqual({
    title: 'Descent', language: 'en', exercises: {}, links: [],
    lessons: [{ slug: '01-start' }, { slug: '02-next' }, { slug: '03-last' }, { slug: '04-more' }],
  });
});

test('a file says which lessons in which order, and all that it leaves out is as without one', () => {
  const settings = settingsOf('{ "title": "Optimierung – تحسين", "lessons": ["03-last", { "slug": "01-start", "needs": ["03-last"], "due": "2030-06-01T22:00:00+02:00" }] }');
  expect(settings).toMatchObject({ title: 'Optimierung – تحسين', language: 'en', links: [] });
  expect(taught(settings, ['01-start', '02-next', '03-last'])).toEqual(['03-last', '01-start']);
  expect(taught(settings, ['01-start'])).toEqual(['01-start']);
});

test('it may lie in the folder of the notebooks, and begin with a mark of its encoding', () => {
  expect(settingsOf('\uFEFF{ "term": "Winter" }', {}, 'notebooks/course.json').term).toBe('Winter');
  expect(() => settingsOf('{}', { 'notebooks/course.json': '{}' })).toThrow('notebooks/course.json: the course has another one, course.json; keep one of them');
});

test('an exercise is due when it says, else when its lesson is', () => {
  const settings = settingsOf(`{
    "lessons": [{ "slug": "01-start", "due": "2030-06-01T22:00:00Z" }, "02-next"],
    "exercises": { "1.2": { "due": "2030-07-01T22:00:00Z" }, "2.1": { "points": 3 } }
  }`);
  const numbers: Readonly<Record<string, string[]>> = { '01-start': ['1.1', '1.2'], '02-next': ['2.1'] };
  expect(duesOf(settings, slug => numbers[slug] ?? [])).toEqual({ '1.1': '2030-06-01T22:00:00Z', '1.2': '2030-07-01T22:00:00Z' });
});

test('a logo is a file of the course, wherever the command runs', () => {
  const course = courseOf({ ...notebooks, 'my pictures/logo.svg': '<svg/>', 'course.json': '{ "logo": "my pictures/logo.svg" }' });
  expect(readSettings(course).logo).toBe(join(course.root, 'my pictures', 'logo.svg'));
});

describe('a fault is told with its line, its key and what is needed', () => {
  test.each<[what: string, text: string, says: string]>([
    ['a comma too many', '{\n  "title": "A",\n}', 'course.json:3: it is not JSON: a key in double quotes is missing, perhaps after a comma too many'],
    ['no comma', '{\n  "title": "A"\n  "term": "B"\n}', 'course.json:3: it is not JSON: a comma is missing'],
    ['a comment', '{\n  // mine\n  "title": "A"\n}', 'course.json:2: it is not JSON: JSON has no comments'],
    ['nothing', '', 'course.json:1: it is not JSON: '],
    ['no end', '{\n  "title": "A"', 'course.json:2: it is not JSON: a } is missing'],
    ['a key that is there twice', '{\n  "title": "A",\n  "title": "B"\n}', 'course.json:3: "title" is given twice'],
    ['a key that there is not', '{\n  "title": "A",\n  "langauge": "de"\n}', 'course.json:3: there is no "langauge"; known: title, language, term, lessons,'],
    ['such a key inside', '{\n  "lessons": ["01-start", {\n    "slug": "02-next",\n    "deu": "" }]\n}', 'course.json:4: lessons[1] there is no "deu"; known: slug, needs, due'],
    ['a list for the whole', '[]', 'course.json:1: must be an object with the settings of a course, got []'],
    ['another type', '{ "title": 3 }', 'course.json:1: title must be the name of the course, such as "Optimisation", got 3'],
    ['an empty title', '{ "title": " " }', 'course.json:1: title must be the name of the course'],
    ['a language that is no tag', '{ "language": "English please" }', 'course.json:1: language must be the language of its pages as a tag, such as "en", "de" or "pt-BR", got "English please"'],
    ['a colour in words', '{\n\n"accent": "green" }', 'course.json:3: accent must be a colour, such as "#0a7d5c", got "green"'],
    ['a time without its zone', '{ "lessons": [{ "slug": "01-start",\n "due": "2030-06-01T22:00:00" }] }', 'course.json:2: lessons[0].due must be a time with its zone, such as "2030-06-01T22:00:00Z", got "2030-06-01T22:00:00"'],
    ['a time that no calendar has', '{ "exercises": { "1.1": {\n "due": "2030-02-31T22:00:00Z" } } }', 'course.json:2: exercises["1.1"].due must be a time that there is, got "2030-02-31T22:00:00Z"'],
    ['a lesson without a slug', '{ "lessons": [{ "due": "2030-06-01T22:00:00Z" }] }', 'course.json:1: lessons[0] has no "slug"'],
    ['no lessons', '{ "lessons": [] }', 'course.json:1: lessons must be a list of at least one lesson'],
    ['a lesson without a notebook', '{ "lessons": [\n"01-start",\n"02-nxt"] }', 'course.json:3: lessons[1] has no notebook "02-nxt"; known: 01-start, 02-next, 03-last'],
    ['a lesson twice', '{ "lessons": ["01-start",\n{ "slug": "01-start" }] }', 'course.json:2: lessons[1].slug "01-start" is there twice'],
    ['a need that comes later', '{ "lessons": [{ "slug": "01-start", "needs": ["02-next"] }, "02-next"] }', 'course.json:1: lessons[0].needs[0] "02-next" comes later'],
    ['a need of itself', '{ "lessons": [{ "slug": "01-start", "needs": ["01-start"] }] }', 'course.json:1: lessons[0].needs[0] "01-start" comes not before itself'],
    ['a need that is no lesson here', '{ "lessons": [{ "slug": "01-start", "needs": ["03-last"] }] }', 'course.json:1: lessons[0].needs[0] "03-last" is no lesson of this course; known: 01-start'],
    ['points below nothing', '{ "exercises": { "7.1": { "points": -1 } } }', 'course.json:1: exercises["7.1"].points must be a number of points from 0 to 1000, got -1'],
    ['an exercise that is no number', '{ "exercises": { "7": {} } }', 'course.json:1: exercises there is no "7"; needs an object with settings by the numbers of exercises, such as "7.1"'],
    ['a percentage', '{ "late": { "percent": 120 } }', 'course.json:1: late.percent must be percent of the points reached that each begun day or hour takes, from 0 to 100, got 120'],
    ['half a day', '{ "late": { "lateDays": 0.5 } }', 'course.json:1: late.lateDays must be a whole number of days'],
    ['a unit', '{ "late": { "per": "week" } }', 'course.json:1: late.per must be "day" or "hour", got "week"'],
    ['an address without its scheme', '{ "base": "example.org" }', 'course.json:1: base must be the address at which the pages will be'],
    ['a link that runs', '{ "links": [{ "text": "x", "href": "javascript:alert(1)" }] }', 'course.json:1: links[0].href must be an address that begins with https://, http:// or mailto:, got "javascript:alert(1)"'],
    ['a logo that is not there', '{\n"logo": "a.svg" }', 'course.json:2: logo there is no file "a.svg" in the course'],
    ['a logo from outside', '{ "logo": "../a.svg" }', 'course.json:1: logo must be in the course, got "../a.svg"'],
    ['a logo that is no picture', '{ "logo": "a.exe" }', 'course.json:1: logo must be the path of a picture in the course, .svg or .png, got "a.exe"'],
  ])('%s', (_, text, says) => {
    expect(() => settingsOf(text)).toThrow(says);
  });
});

test('the schema is one that editors can use, and describes every key', () => {
  const schema = JSON.parse(readFileSync(schemaFile(), 'utf8')) as Record<string, unknown>;
  expect(new Ajv({ allowUnionTypes: true }).validateSchema(schema)).toBe(true);
  const undescribed = (node: unknown, path: string): string[] => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return [];
    const { properties = {}, items, description, $ref } = node as { properties?: object; items?: unknown; description?: string; $ref?: string };
    const inner = [...Object.entries(properties).map(([key, value]) => [value, `${path}.${key}`]), ...(items === undefined ? [] : [[items, `${path}[]`]])] as [unknown, string][];
    return [...(description === undefined && $ref === undefined ? [path] : []), ...inner.flatMap(([value, at]) => undescribed(value, at))];
  };
  expect(undescribed(schema, 'course')).toEqual([]);
});

test('a file that is changed is read anew', () => {
  const course = courseOf({ ...notebooks, 'course.json': '{ "title": "A" }' });
  expect(readSettings(course).title).toBe('A');
  writeFileSync(join(course.root, 'course.json'), '{ "title": "B" }');
  expect(readSettings(course).title).toBe('B');
});
