import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'papaparse';
import { inPackage } from '../package-folder';

/** The file that comes with the package. */
export const digitsFile = inPackage('data', 'digits.csv.gz');

export const digitsShape = { rows: 1797, pixels: 64, classes: 10, ink: 16 } as const;

/** One scanned digit: its 64 pixels from 0 to 16, and which digit it is. */
export interface DigitRow {
  readonly pixels: readonly number[];
  readonly label: number;
}

/** Reads the digits and checks every number of every row. Throws one sentence that names the row and the value at fault. */
export function readDigits(file: string = digitsFile): DigitRow[] {
  const { data } = parse<string[]>(unpacked(file), { skipEmptyLines: true });
  if (data.length !== digitsShape.rows) {
    throw new Error(`digits: the data file must have ${digitsShape.rows} rows, got ${data.length}; ${remedy}`);
  }
  return data.map((cells, index) => checkedRow(cells, index + 1));
}

const remedy = 'install the package again';

function unpacked(file: string): string {
  let packed: Buffer;
  try {
    packed = readFileSync(file);
  } catch (error) {
    throw new Error(`digits: the data file ${file} cannot be read (${reason(error)}); ${remedy}`);
  }
  try {
    return gunzipSync(packed).toString('utf8');
  } catch (error) {
    throw new Error(`digits: the data file ${file} is damaged (${reason(error)}); ${remedy}`);
  }
}

function checkedRow(cells: readonly string[], row: number): DigitRow {
  const { pixels, classes, ink } = digitsShape;
  if (cells.length !== pixels + 1) {
    throw new Error(`digits: row ${row} must have ${pixels} pixels and a label, got ${cells.length} values; ${remedy}`);
  }
  const whole = (what: string, text: string, largest: number): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= largest) return value;
    throw new Error(`digits: ${what} in row ${row} must be a whole number from 0 to ${largest}, got "${text}"; ${remedy}`);
  };
  return {
    pixels: cells.slice(0, pixels).map((text, i) => whole(`pixel ${i + 1}`, text, ink)),
    label: whole('the label', cells[pixels] as string, classes - 1),
  };
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
