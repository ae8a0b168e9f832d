import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Row } from '../../lib/evidence/oracles/comparison';
import { replayInitializers } from '../../lib/evidence/oracles/initializers';

type Content = Record<string, unknown> & Record<'cases' | 'layer_defaults' | 'gains' | 'orthogonal' | 'trunc_normal' | 'lecun', Array<Record<string, unknown>>>;
const read = (): Content => JSON.parse(readFileSync('test/golden/init_stats.json', 'utf8')) as Content;
const lists = ['cases', 'layer_defaults', 'gains', 'orthogonal', 'trunc_normal', 'lecun'] as const;

async function replayed(content: Content): Promise<{ rows: Array<Row>; left: Array<[string, string]> }> {
  const rows: Array<Row> = [];
  const left: Array<[string, string]> = [];
  await replayInitializers(content, row => rows.push(row), (id, why) => left.push([id, why]));
  return { rows, left };
}

test('every recorded case is replayed within the file\'s own tolerance', async () => {
  const content = read();
  const { rows, left } = await replayed(content);
  expect(left).toEqual([]);
  expect(rows.filter(row => !(row.ratio <= 1))).toEqual([]);
  expect(rows).toHaveLength(lists.reduce((sum, list) => sum + content[list].length, 0));
});

test('a slip in any of the six lists is noticed', async () => {
  const wrong = read();
  const change = (list: (typeof lists)[number], field: string, index?: number): void => {
    const entry = wrong[list][0] as Record<string, unknown>;
    if (index === undefined) entry[field] = (entry[field] as number) * (1 + 1e-11);
    else (entry[field] as number[])[index] = ((entry[field] as number[])[index] as number) * (1 + 1e-11);
  };
  change('cases', 'high');
  ((wrong.layer_defaults[0] as { calls: Array<{ low: number }> }).calls[1] as { low: number }).low *= 1 + 1e-11;
  change('gains', 'gain');
  ((wrong.orthogonal[0] as { weight: number[][] }).weight[1] as number[])[0] = NaN;
  change('trunc_normal', 'x_of_u', 3);
  change('lecun', 'normal_std');
  const { rows } = await replayed(wrong);
  expect(rows.filter(row => !(row.ratio <= 1))).toHaveLength(6);
});

test('a case of unknown kind is left out with its reason, not silently', async () => {
  const other = read();
  (other.cases[0] as Record<string, unknown>)['init'] = 'dirac_';
  (other.layer_defaults[0] as Record<string, unknown>)['layer'] = 'Bilinear';
  (other.gains[0] as Record<string, unknown>)['nonlinearity'] = 'gelu';
  expect((await replayed(other)).left).toEqual([
    [other.cases[0]?.['id'], 'no dirac_'],
    ['linear_5_7', 'no defaults for Bilinear (linear_5_7)'],
    ['gain/gelu', 'no gain for gelu'],
  ]);
});
