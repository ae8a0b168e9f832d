import type { CheckedComparison } from './declaration';
import { digestOf, recordFormat } from './digest';
import type { MethodNumbers } from './results';

/** A comparison's numbers, kept as data in the package, with the digest of what they belong to. */
export interface ComparisonRecord {
  /** The format's version. */
  readonly format: number;
  /** What the numbers belong to; see `digestOf`. */
  readonly digest: string;
  /** What rounded them; see `arithmetic`. */
  readonly arithmetic: string;
  readonly methods: readonly MethodNumbers[];
}

/** The record of a comparison that has just been run. */
export function recordOf(checked: CheckedComparison, methods: readonly MethodNumbers[], rounding: string): ComparisonRecord {
  return { format: recordFormat, digest: digestOf(checked), arithmetic: rounding, methods };
}

/** Whether a record is that of this comparison as it is declared, and as this version would run it. */
export function fits(record: ComparisonRecord | undefined, checked: CheckedComparison): record is ComparisonRecord {
  return record !== undefined && record.format === recordFormat && record.digest === digestOf(checked);
}

/** A record as JSON with a line for every setting and run, so that a renewed one can be compared by eye. Infinity is written as null. */
export function recordText({ format, digest, arithmetic, methods }: ComparisonRecord): string {
  const lines = methods.map(({ name, best, axes, search, runs }) => [
    `    {"name": ${JSON.stringify(name)}, "best": ${JSON.stringify(best)},`,
    `     "axes": ${JSON.stringify(axes)},`,
    `     "search": [\n${listed(search)}\n     ],`,
    `     "runs": [\n${listed(runs)}\n     ]}`,
  ].join('\n'));
  return `{\n  "format": ${format}, "digest": "${digest}", "arithmetic": ${JSON.stringify(arithmetic)},\n  "methods": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

function listed(entries: readonly object[]): string {
  return entries.map(entry => `       ${JSON.stringify(entry)}`).join(',\n');
}

/** Reads a record from its text; `file` is what errors call it. Errors: what is no such record, or is damaged. */
export function readRecord(text: string, file: string): ComparisonRecord {
  try {
    const record = JSON.parse(text, infinite) as Partial<ComparisonRecord>;
    if (typeof record.format !== 'number' || typeof record.digest !== 'string' || !Array.isArray(record.methods)) {
      throw new Error('format, digest and methods are needed');
    }
    return record as ComparisonRecord;
  } catch (error) {
    throw new Error(`compared: ${file} is no record of a comparison (${(error as Error).message}); run "npm run compare -- --lessons"`);
  }
}

function infinite(_: string, value: unknown): unknown {
  return value === null ? Infinity : value;
}
