import type { Method } from '../../src/optimizers';
import { rateName } from '../../src/optimizers/driver/declaration';
import type { Setting, Trial } from './trial';

/** One method, what it was run with, and how that came out. */
export interface Row {
  readonly method: Method;
  readonly setting: Setting;
  readonly trial: Trial;
}

/** The comparison as a Markdown table, fastest first. */
export function renderTable(rows: readonly Row[]): string {
  const sorted = [...rows].sort((a, b) => (a.trial.gradientEvaluations ?? Infinity) - (b.trial.gradientEvaluations ?? Infinity));
  const count = (value: number | undefined): string => (value === undefined ? 'not reached' : value.toLocaleString('en').replaceAll(',', ' '));
  return [
    '| method | rate | batch | updates | gradient evaluations | test accuracy then |',
    '|---|---|---|---|---|---|',
    ...sorted.map(({ method, setting, trial }) =>
      [
        '',
        method.declaration.title,
        `\`${rateName(method)}\` ${setting.rate}`,
        setting.batchSize,
        count(trial.updates),
        count(trial.gradientEvaluations),
        `${(100 * trial.accuracy).toFixed(1)} %`,
        '',
      ].join(' | ').trim(),
    ),
  ].join('\n');
}
