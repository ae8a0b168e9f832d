import { expect, test } from 'vitest';
import type { ScatterData } from 'plotly.js';
import { comparisonCurves, rateCurves, type ComparisonResult, type MethodResult } from 'descent';
import { spreadOf } from '../../lib/src/comparison';
import { stillPicture } from '../../lib/src/notebook/still/picture';

const runs = [[8, 4, 1], [8, 2, 2], [8, 3, 3], [8, 5, 4], [8, 6, Infinity]].map((curve, k) => ({ seed: 6 + k, value: curve[2] as number, curve }));

function method(name: string, change: Partial<MethodResult> = {}): MethodResult {
  return {
    name, rate: 'eta', best: { eta: 0.2 }, axes: { epoch: [0, 1, 2], gradientEvaluations: [0, 100, 200] }, runs,
    search: [[0.1, 5], [0.2, 1], [0.4, 1.5], [0.8, Infinity]].map(([eta, value]) => ({ setting: { eta: eta as number }, values: [1, 2, 3, 4, 5].map(k => (value as number) * k) })),
    ...spreadOf(runs.map(({ value }) => value)),
    ...change,
  };
}

function result(...methods: MethodResult[]): ComparisonResult {
  const words = { value: 'training loss after 2 epochs', measure: 'training loss', never: 'diverged' };
  return { name: 'planted', words, methods, rows: [], of: name => methods.find(one => one.name === name) as MethodResult };
}

const traces = (data: object[]): Partial<ScatterData>[] => data as Partial<ScatterData>[];

test('the median of the seeds at every place, in a band between their quartiles', () => {
  const { data, alt } = comparisonCurves({ title: 'Which?', comparison: result(method('adam')) });
  const [band, curve] = traces(data);
  // The quartiles of 4 2 3 5 6 are 3 and 5, of 1 2 3 4 ∞ 2 and 4.
  expect(band).toMatchObject({ fill: 'toself', x: [0, 1, 2, 2, 1, 0], y: [8, 5, 4, 2, 3, 8], showlegend: false });
  expect(curve).toMatchObject({ name: 'adam, η = 0.2', x: [0, 1, 2], y: [8, 4, 3] });
  expect(alt).toBe('Median training loss over epoch, with a band that covers the middle half of the seeds. adam, η = 0.2 ends at 3 (2 to 4).');
});

test('a band over all seeds ends where one has diverged, and the words say so', () => {
  const { data, alt, layout } = comparisonCurves({ title: 'Which?', comparison: result(method('adam')), spread: 'all', x: 'gradientEvaluations' });
  expect(traces(data)[0]).toMatchObject({ x: [0, 100, 100, 0], y: [8, 6, 2, 8] });
  expect(layout?.xaxis).toMatchObject({ title: { text: 'gradients of single examples' } });
  expect(alt).toContain('a band that covers all seeds. adam, η = 0.2 ends at 3 (1 to no end)');
});

test('the loss over the rate has each best marked, and a gap where most seeds diverge', () => {
  const { data, alt, layout } = rateCurves({ title: 'Which rate?', comparison: result(method('adam'), method('momentum', { best: { eta: 0.4 } })) });
  const named = new Map(traces(data).map(trace => [trace.name, trace]));
  expect(named.get('adam')).toMatchObject({ x: [0.1, 0.2, 0.4, 0.8], y: [15, 3, 4.5, Infinity] });
  expect(named.get('adam: best')).toMatchObject({ x: [0.2], y: [3], mode: 'markers', showlegend: false });
  expect(named.get('momentum: best')).toMatchObject({ x: [0.4], y: [4.5] });
  expect(layout?.xaxis).toMatchObject({ type: 'log', title: { text: 'learning rate η' } });
  expect(alt).toContain('adam is best at η = 0.2, 3, and at most twice that within η = 0.2 to 0.4');
});

test('where other hyper-parameters were searched, each rate has the best of them', () => {
  const search = [[0.1, 0, 4], [0.1, 0.9, 2], [0.2, 0, 1], [0.2, 0.9, 3]].map(([eta, gamma, value]) => (
    { setting: { eta: eta as number, gamma: gamma as number }, values: [value as number] }));
  const { data } = rateCurves({ title: 'Which rate?', comparison: result(method('momentum', { search, best: { eta: 0.2, gamma: 0 } })) });
  expect(traces(data).find(({ name }) => name === 'momentum')).toMatchObject({ x: [0.1, 0.2], y: [2, 1] });
});

test('the still picture fills a band and does not list it', () => {
  const svg = stillPicture(comparisonCurves({ title: 'Which?', comparison: result(method('adam'), method('momentum')) }));
  expect(svg.match(/<path d="M[^"]*Z" fill="#[0-9a-f]{6}" fill-opacity/g)).toHaveLength(2);
  expect([...svg.matchAll(/<path d="M[\d.]+ 16h28"[^>]*\/><text [^>]*>([^<]*)</g)].map(match => match[1])).toEqual(['adam, η = 0.2', 'momentum, η = 0.2']);
});
