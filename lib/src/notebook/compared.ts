import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arithmetic, useBackend } from '../backend';
import {
  checkComparison, comparisonOf, countRuns, fits, readRecord, recordOf, recordText, runComparison, verifyRecord, wordsFor,
  type CheckedComparison, type ComparisonResult, type ComparisonOptions, type ComparisonRecord, type MethodNumbers,
} from '../comparison';
import { inPackage } from '../package-folder';
import { onInterrupt } from './on-interrupt';
import { progress } from './progress';

/**
 * Compares methods fairly: each runs at its own best setting, which is searched by the same rule for all of them over a stated grid, then on fresh
 * seeds, and what comes out is given with its spread. Best is the setting with the lowest median of the measure over the search seeds.
 *
 * The results of the course's own comparisons are recorded as data, so that a cell takes a second. Change anything that decides the result, and
 * it is computed then and there: a line says about how long, and interrupt (in Jupyter: ■) stops it. What is computed there is not kept.
 *
 * Give `rows` to `table`, and the whole to `comparisonCurves` and `rateCurves`.
 *
 * Errors: a declaration that is not fair, such as fewer than five seeds; a best setting at the end of its grid, beyond which a better one may
 * lie; a method that diverges, or misses the goal, at every setting.
 */
export async function compared(options: ComparisonOptions): Promise<ComparisonResult> {
  const checked = checkComparison(options);
  await useBackend();
  const mode = modeFromEnvironment();
  const recorded = recordedFor(checked);
  if (recorded === undefined && mode !== 'auto') {
    throw new Error(`compared: no recorded result fits ${checked.name}; run "npm run compare -- --lessons --missing"`);
  }
  if (recorded !== undefined && mode === 'verified') await verifyRecord(checked, recorded, arithmetic());
  const record = recorded ?? recordOf(checked, await runShown(checked), arithmetic());
  keepWhereAsked(checked.name, record);
  return comparisonOf(checked, record.methods, wordsFor(checked));
}

/** What is done where no record fits: it is computed, or it is an error. `verified` also runs a part of what is recorded again. */
const modes = ['auto', 'required', 'verified'] as const;

function modeFromEnvironment(): (typeof modes)[number] {
  const word = process.env['DESCENT_COMPARISONS'] || 'auto';
  const known = modes.find(mode => mode === word);
  if (known === undefined) throw new Error(`DESCENT_COMPARISONS: must be one of ${modes.join(', ')}, got "${word}"`);
  return known;
}

function recordedFor(checked: CheckedComparison): ComparisonRecord | undefined {
  const file = join(process.env['DESCENT_COMPARISONS_FROM'] || inPackage('data', 'comparisons'), `${checked.name}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const record = readRecord(text, file);
  return fits(record, checked) ? record : undefined;
}

/** `npm run compare -- --lessons` collects there what the cells of the lessons use. */
function keepWhereAsked(name: string, record: ComparisonRecord): void {
  const folder = process.env['DESCENT_COMPARISONS_TO'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), recordText(record));
}

/** Below this nobody needs to be told to wait. */
const shortSeconds = 5;

async function runShown(checked: CheckedComparison): Promise<MethodNumbers[]> {
  const interrupt = new AbortController();
  const stopListening = onInterrupt(() => interrupt.abort());
  const total = countRuns(checked);
  const bar = progress(total, { label: `comparing ${checked.name}` });
  const began = performance.now();
  let said = false;
  try {
    const numbers = await runComparison(checked, {
      signal: interrupt.signal,
      onRun: async (done, _, method) => {
        const seconds = (performance.now() - began) / 1000;
        // The first runs also warm up what compiles.
        if (!said && done >= 3 && seconds >= 1) {
          said = true;
          const expected = (seconds / done) * total;
          if (expected > shortSeconds) {
            console.log(`No recorded result fits this comparison, so its ${total} runs are made now: ${inWords(expected)}. Interrupt (■) stops it.`);
          }
        }
        await bar.update(done, method);
      },
    });
    bar.done(`${total} runs`);
    return numbers;
  } catch (error) {
    bar.done('no result');
    throw error;
  } finally {
    stopListening();
  }
}

function inWords(seconds: number): string {
  return seconds < 90 ? `about ${Math.ceil(seconds / 5) * 5} seconds` : `about ${Math.ceil(seconds / 60)} minutes`;
}
