import { Command, InvalidArgumentError, Option, type CommanderError } from 'commander';
import type { CheckCommand } from './check';
import { endWithTheOthers } from './ending';
import { CommandFailure, exitCodes } from './exit-codes';
import type { GradeOptions } from './grade';
import type { InitCommand } from './init';
import { addKernelCommands } from './kernel-commands';
import type { NewCommand } from './new';
import type { PackCommand } from './pack';
import type { PdfCommand } from './pdf';
import type { SiteCommand } from './site';
import type { SlidesCommand } from './slides';
import { batchFormNames, resultFormNames } from '../results/form-names';
import { version } from './version';

/** The commands of a course. Each is loaded when it is called, so that `descent --help` answers at once. */
export const program = new Command('descent')
  .description('the course on how neural networks are optimised: run it, check it, publish it')
  .version(version)
  // Options belong to the command that they follow; else `grade` would take the --out of `grade merge` for its own.
  .enablePositionalOptions()
  .showHelpAfterError('(descent --help lists the commands)');

program
  .command('start')
  .description('open the course in Jupyter, or without Jupyter run it and serve it as a site')
  .option('--headless', 'run every notebook and write the site, even where Jupyter is installed')
  .option('--port <port>', 'port of the site or of Jupyter', port)
  .action(async (options: { headless?: boolean; port?: number }) => (await import('./start.js')).start(options));

program
  .command('lab')
  .description('open the course in JupyterLab or the classic Notebook')
  .option('--port <port>', 'port of Jupyter', port)
  .action(async (options: { port?: number }) => (await import('./lab.js')).lab(options));

program
  .command('site')
  .description('run every notebook on the real kernel and write the course as web pages')
  .option('--out <folder>', 'where to write', 'site')
  .option('--keep-going', 'write the site without the lessons that fail, instead of leaving the old one')
  .option('--serve', 'serve it afterwards')
  .option('--port <port>', 'port to serve on', port)
  .argument('[lessons...]', 'only these lessons, such as 07-adam')
  .action(async (lessons: string[], options: SiteCommand) => (await import('./site.js')).site(lessons, options));

program
  .command('slides')
  .description('run notebooks and write each as slides for a lecture: one page that needs no network')
  .option('--out <folder>', 'where to write', 'slides')
  .option('--dark', 'light letters on a dark ground')
  .option('--serve', 'serve them afterwards')
  .option('--port <port>', 'port to serve on', port)
  .argument('[lessons...]', 'only these lessons, such as 07-adam; default all')
  .action(async (lessons: string[], options: SlidesCommand) => (await import('./slides.js')).slides(lessons, options));

program
  .command('pdf')
  .description('run notebooks and print them as one handout, with figures as vectors, through an installed Chromium')
  .option('--out <file>', 'what to write', 'handout.pdf')
  .option('--paper <size>', 'a4 or letter', 'a4')
  .option('--force', 'write over a file that is there')
  .argument('[lessons...]', 'only these lessons, such as 07-adam; default all')
  .action(async (lessons: string[], options: PdfCommand) => (await import('./pdf.js')).pdf(lessons, options));

program
  .command('check')
  .description('check your solution of an exercise, or of all of them')
  .argument('[lessons...]', 'lessons, such as 07-adam; default all')
  .option('--solutions', 'check the course\'s own solutions instead')
  .option('--json', 'print the reports as JSON')
  .option('--watch', 'check again whenever a file is saved')
  .action(async (lessons: string[], options: CheckCommand) => (await import('./check.js')).check(lessons, options));

program
  .command('hint')
  .description('show the next hint of an exercise')
  .argument('<exercise>', 'its number, such as 7.2')
  .action(async (number: string) => (await import('../../src/notebook/hint.js')).hint(number));

program
  .command('reset')
  .description('put an exercise back to how it was handed out, and keep what was there')
  .argument('<exercise>', 'its number, such as 7.2, or a whole lesson, such as 07-adam')
  .action(async (what: string) => (await import('./reset.js')).reset(what));

program
  .command('status')
  .description('show how far the whole course is')
  .action(async () => (await import('./status.js')).status());

program
  .command('exercises')
  .description('write the stubs, the solutions and the manifest from the declarations in test/exercises')
  .action(async () => (await import('./exercises.js')).writeExercises());

program
  .command('init')
  .description('lay a course of your own out in a new folder, on this library')
  .argument('<folder>', 'a new or empty folder')
  .option('--title <title>', 'its title (default: that of the course that lessons are taken from)')
  .option('--language <tag>', 'the language of its pages, such as de (default: the same)')
  .option('--lessons <slugs>', 'lessons to take, separated by commas (default: all)', list)
  .option('--from <course>', 'the course that lessons are taken from (default: that of the working directory, else the kit\'s own)')
  .option('--no-link', 'do not let it use the library that is installed here')
  .option('--force', 'write over files that are there')
  .option('--dry-run', 'list what would be written')
  .action(async (folder: string, options: InitCommand) => (await import('./init.js')).init(folder, options));

program
  .command('copy')
  .description('give yourself a copy of the installed course to work in; what is there already stays as it is')
  .argument('<folder>', 'where, such as ~/course')
  .option('--from <course>', 'another course than the one that this library is installed with')
  .action(async (folder: string, options: { from?: string }) => (await import('./copy.js')).copy(folder, options));

program
  .command('new')
  .description('make a new lesson: notebook, exercise, solution and test, with what is left to write marked TODO')
  .argument('<lesson>', 'two digits and words, such as 17-lookahead')
  .option('--title <title>', 'its title, which ends with the question that the lesson answers')
  .option('--method <name>', 'the method of the library that its cells show (default: gradientDescent)')
  .option('--force', 'write over a lesson that is there')
  .action(async (slug: string, options: NewCommand) => (await import('./new.js')).newLessonIn(slug, options));

program
  .command('test')
  .description('prove the course: every notebook keeps to the format and runs, every exercise is what it should be, and its own tests')
  .argument('[lessons...]', 'only the tests that name these lessons, such as 07-adam; default all')
  .action(async (lessons: string[]) => (await import('./test.js')).testCourse(lessons));

program
  .command('lint')
  .description('hold notebooks to the format of the course, and say in which cell one does not keep to it')
  .argument('[lessons...]', 'only these lessons, such as 07-adam; default all')
  .option('--fix', 'take outputs out and lay the files out as the kit does')
  .action(async (lessons: string[], options: { fix?: boolean }) => (await import('./lint.js')).lintLessons(lessons, options));

program
  .command('release')
  .description('prove every exercise, and write what students get: stubs, public tests, notebooks and the library')
  .option('--out <folder>', 'where to write', 'release')
  .option('--dry-run', 'list what would be written')
  .action(async (options: { out: string; dryRun?: boolean }) => (await import('./release.js')).release(options));

program
  .command('pack')
  .description('prove every exercise, and write the autograder for Gradescope and a workflow for GitHub')
  .option('--out <folder>', 'where to write', 'pack')
  .option('--seed-file <file>', 'file with a secret from which hidden inputs are drawn (default: a seed that everybody knows)')
  .option('--no-node', 'leave out node, where the image brings it')
  .option('--dry-run', 'list what would be packed')
  .action(async (options: PackCommand) => (await import('./pack.js')).pack(options));

program
  .command('doctor')
  .description('say what this machine has, and what it lacks')
  .action(async () => (await import('./doctor.js')).doctor());

addKernelCommands(program);

const grading = program
  .command('grade')
  .description('grade submissions; exit code 0 when graded, whatever the score, 3 when the only one cannot be graded, 4 when the grader or machine failed')
  .exitOverride(endWithUsage)
  .enablePositionalOptions()
  .argument('<submissions...>', 'folders, zips or files, folders of these, or an export of Gradescope; "./merge" for one called merge')
  .option('--out <folder>', 'where the results go, a folder for each student', 'results')
  .option('--jobs <number>', 'how many are graded at a time (default: the number of processors)', wholeNumber)
  .option('--format <forms>', `other forms of the results beside result.json, separated by commas: ${[...resultFormNames, ...batchFormNames].join(', ')} (default: none)`, list)
  .option('--shard <part>', 'only one of several parts, such as 3/16, for several machines (default: all)')
  .addOption(
    new Option('--require-isolation <rung>', 'refuse to run code behind a weaker wall')
      .choices(['bubblewrap', 'own-user', 'own-process'])
      .default('own-process'),
  )
  .option('--seed-file <file>', 'file with a secret from which hidden inputs are drawn (default: a seed that everybody knows)')
  .option('--late <file>', 'JSON with dueAt, policy and students: what lateness takes off (default: nothing)')
  .option('--force', 'grade again what has not changed (default: keep those results)')
  .option('--json', 'print the summary as JSON (default: as text)')
  .action(async (paths: string[], options: GradeOptions) => (await import('./grade.js')).grade(paths, options));

grading
  .command('merge')
  .description('join the results of parts that were graded with --shard')
  .argument('<folders...>', 'folders of results')
  .requiredOption('--out <folder>', 'where all results go')
  .action(async (folders: string[], options: { out: string }) => (await import('./grade.js')).merge(folders, options));

/** A script must tell a slip on the command line from a submission that cannot be graded. commander has said what is wrong. */
function endWithUsage({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : exitCodes.usage);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('it is a whole number from 1 to 9999.');
  return Number(text);
}

function list(text: string): string[] {
  return text.split(',').map(name => name.trim()).filter(Boolean);
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65535) throw new InvalidArgumentError('a port is a whole number from 1 to 65535.');
  return value;
}

/** Does what the command line asks; whatever goes wrong is one sentence on stderr and the exit code 1, where a command has no codes of its own. */
export async function run(): Promise<void> {
  endWithTheOthers();
  try {
    await program.parseAsync();
  } catch (error) {
    // A user is helped by the sentence, a developer of the kit by the stack.
    const message = messageOf(error);
    console.error(process.env['DESCENT_DEBUG'] && error instanceof Error ? error.stack : `descent: ${message}`);
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
  // What follows the first line is where it was asked for.
  return missing ? `a package is missing (${error.message.split('\n')[0]}); run "npm ci"` : error.message;
}
