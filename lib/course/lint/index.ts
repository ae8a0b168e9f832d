import { join } from 'node:path';
import type { Course } from '../../src/notebook/course';
import { readManifest } from '../../src/notebook/manifest';
import { notebookText, stripOutputs, writeNotebook } from '../jupyter/client/notebook-file';
import { exercisesExist } from './exercises';
import { kernel, oneForm, shortCells, withoutOutputs } from './format';
import { formulasFromTheLibrary, formulasParse } from './formulas';
import { usedImports } from './imports';
import { links } from './links';
import { lintedNotebook, type LintFault, type Rule } from './linted';
import { textAlternatives } from './pictures';
import { questionAsTitle } from './title';
import { nothingToDo } from './to-do';

export type { LintFault };

/** What every notebook keeps to, the whole file first. */
const rules: readonly Rule[] = [
  kernel, oneForm, questionAsTitle, withoutOutputs, shortCells, usedImports, textAlternatives, formulasParse, formulasFromTheLibrary, links, exercisesExist, nothingToDo,
];

/** Holds a notebook to the format of the course. What is no notebook is a fault like any other. */
export function lint(course: Course, slug: string): LintFault[] {
  return held(course, slug, rules);
}

/** What a notebook leaves to its author, and no student should get. */
export function leftToDo(course: Course, slug: string): LintFault[] {
  return held(course, slug, [nothingToDo]);
}

function held(course: Course, slug: string, to: readonly Rule[]): LintFault[] {
  try {
    const lesson = lintedNotebook(join(course.notebooks, `${slug}.ipynb`), slug, readManifest(course));
    return to.flatMap(rule => rule(lesson)).sort((a, b) => (a.cell ?? 0) - (b.cell ?? 0));
  } catch (error) {
    return [{ says: (error as Error).message }];
  }
}

/** Takes the outputs out of a notebook and lays its JSON out as the kit does; tells whether that changed it. */
export function mend(course: Course, slug: string): boolean {
  const file = join(course.notebooks, `${slug}.ipynb`);
  const { notebook, text } = lintedNotebook(file, slug, undefined);
  const mended = stripOutputs(notebook);
  if (notebookText(mended) === text) return false;
  writeNotebook(file, mended);
  return true;
}

/** A fault with its place: `notebooks/07-adam.ipynb: cell 5: …`. */
export function placedFault(slug: string, { cell, says }: LintFault): string {
  return `notebooks/${slug}.ipynb: ${cell === undefined ? '' : `cell ${cell}: `}${says}`;
}
