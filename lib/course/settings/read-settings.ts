import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import type { JSONPath } from 'jsonc-parser';
import { exerciseSlugs, lessonSlugs, type Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { declaredLessons } from '../exercises/lesson';
import { locatedJson, type Located } from './located';
import type { CourseSettings, LessonSettings } from './settings';

/** The file's settings as they are written, once they are known to fit the schema. */
type Written = Partial<Omit<CourseSettings, 'lessons'>> & { readonly lessons?: ReadonlyArray<string | LessonSettings> };

/** Where editors find the rules of the file. */
export const schemaFile = (): string => inPackage('course', 'settings', 'assets', 'course.schema.json');

/** The file of a course's settings: beside the notebooks' folder, or in it. Undefined where there is none. Errors: both. */
export function settingsFile({ root, notebooks }: Pick<Course, 'root' | 'notebooks'>): string | undefined {
  const [found, other] = [join(root, 'course.json'), join(notebooks, 'course.json')].filter(file => existsSync(file));
  if (other !== undefined) throw new Error(`${shownPath({ root }, other)}: the course has another one, ${shownPath({ root }, found as string)}; keep one of them`);
  return found;
}

/**
 * Reads what `course.json` says of a course; where there is none, the defaults. Errors, each with file, line and key: what is no JSON; a key that there
 * is not; a value that does not fit; a lesson without a notebook; a logo that is not there, or outside the course.
 */
export function readSettings(course: Course): CourseSettings {
  const file = settingsFile(course);
  // A grader has no notebooks.
  const known = [...new Set([...lessonSlugs(course), ...exerciseSlugs(course), ...declaredLessons(course)])].sort();
  if (file === undefined) return withDefaults({}, known);
  const shown = shownPath(course, file);
  const located = locatedJson(readFileSync(file, 'utf8'), shown);
  const refuse = (path: JSONPath, says: string): never => {
    throw new Error(`${shown}:${located.lineOf(path)}: ${keyOf(path)}${says}`);
  };
  const written = fitting(located, shown);
  const settings = withDefaults(written, known);
  requireTimes(settings, refuse);
  requireLessons(written, settings, known, refuse);
  const { logo } = settings;
  if (logo === undefined) return settings;
  const picture = resolve(course.root, logo);
  if (!picture.startsWith(course.root + sep)) refuse(['logo'], `must be in the course, got ${JSON.stringify(logo)}`);
  if (!existsSync(picture)) refuse(['logo'], `there is no file ${JSON.stringify(logo)} in the course`);
  return { ...settings, logo: picture };
}

/** The files that a course's settings need wherever they are read: `course.json` and the picture that it names. */
export function settingsFiles(course: Course, { logo }: CourseSettings): string[] {
  return [settingsFile(course), logo].flatMap(file => file ?? []);
}

/** The path of a file in its course, with slashes everywhere. */
export function shownPath({ root }: Pick<Course, 'root'>, file: string): string {
  return relative(root, file).split(sep).join('/');
}

function fitting(located: Located, file: string): Written {
  const fits = new Ajv({ verbose: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schemaFile(), 'utf8')) as object);
  if (fits(located.value)) return located.value as Written;
  throw new Error(sentence((fits.errors as ErrorObject[])[0] as ErrorObject, located, file));
}

/** The rule of a value is the description that the schema gives of it, so that editors and errors say the same. */
function sentence({ keyword, instancePath, params, parentSchema, data }: ErrorObject, { lineOf }: Located, file: string): string {
  const path = pathOf(instancePath);
  const rule = (parentSchema as { description?: string } | undefined)?.description ?? 'what the schema says';
  if (keyword === 'additionalProperties') {
    const { additionalProperty: key } = params as { additionalProperty: string };
    const { properties = {} } = parentSchema as { properties?: object };
    const known = Object.keys(properties).filter(name => name !== '$schema');
    return `${file}:${lineOf(path, key)}: ${keyOf(path)}there is no "${key}"; ${known.length === 0 ? `needs ${rule}` : `known: ${known.join(', ')}`}`;
  }
  if (keyword === 'required') return `${file}:${lineOf(path)}: ${keyOf(path)}has no "${(params as { missingProperty: string }).missingProperty}"`;
  return `${file}:${lineOf(path)}: ${keyOf(path)}must be ${rule}, got ${JSON.stringify(data)}`;
}

/** `/lessons/2/due` as a path; a step is a number where it is one of a list. */
function pathOf(pointer: string): JSONPath {
  const steps = pointer.split('/').slice(1).map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.map((step, k) => (/^\d+$/.test(step) && ['lessons', 'links', 'needs'].includes(steps[k - 1] ?? '') ? Number(step) : step));
}

/** `lessons[2].due `, as a reader looks for it; nothing for the whole. */
function keyOf(path: JSONPath): string {
  const name = path.map(step => (typeof step === 'number' ? `[${step}]` : /^\w+$/.test(step) ? `.${step}` : `["${step}"]`)).join('').replace(/^\./, '');
  return name === '' ? '' : `${name} `;
}

function withDefaults({ title = 'Descent', language = 'en', lessons, exercises = {}, links = [], ...others }: Written, known: readonly string[]): CourseSettings {
  const { $schema, ...rest } = others as typeof others & { $schema?: string };
  return { ...rest, title, language, lessons: (lessons ?? known).map(lesson => (typeof lesson === 'string' ? { slug: lesson } : lesson)), exercises, links };
}

function requireLessons({ lessons: written = [] }: Written, { lessons }: CourseSettings, known: readonly string[], refuse: (path: JSONPath, says: string) => never): void {
  const slugs = lessons.map(({ slug }) => slug);
  for (const [k, { slug, needs = [] }] of lessons.entries()) {
    const place: JSONPath = ['lessons', k, ...(typeof written[k] === 'string' ? [] : ['slug'])];
    if (!known.includes(slug)) refuse(place, `has no notebook "${slug}"; known: ${known.join(', ')}`);
    if (slugs.indexOf(slug) !== k) refuse(place, `"${slug}" is there twice`);
    for (const [n, need] of needs.entries()) {
      if (!slugs.includes(need)) refuse(['lessons', k, 'needs', n], `"${need}" is no lesson of this course; known: ${slugs.join(', ')}`);
      if (slugs.indexOf(need) >= k) refuse(['lessons', k, 'needs', n], `"${need}" comes ${need === slug ? 'not before itself' : 'later'}`);
    }
  }
}

/** A pattern cannot tell that February has no 31st. */
function requireTimes({ lessons, exercises }: CourseSettings, refuse: (path: JSONPath, says: string) => never): void {
  const times: [JSONPath, string | undefined][] = [
    ...lessons.map(({ due }, k): [JSONPath, string | undefined] => [['lessons', k, 'due'], due]),
    ...Object.entries(exercises).map(([number, { due }]): [JSONPath, string | undefined] => [['exercises', number, 'due'], due]),
  ];
  for (const [path, time] of times) if (time !== undefined && !isTime(time)) refuse(path, `must be a time that there is, got "${time}"`);
}

/** Whether a time of the right form is one: JavaScript takes the 31st of February for the 3rd of March. */
function isTime(time: string): boolean {
  const [year = NaN, month = NaN, day = NaN] = time.slice(0, 10).split('-').map(Number);
  return !Number.isNaN(Date.parse(time)) && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
