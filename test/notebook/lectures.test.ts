import { expect, test } from 'vitest';
import * as kit from '../../lib/src/index';
import { isDocumented } from '../../lib/src/documentation';
import { documentedMethod } from '../../lib/src/notebook/documented-method';
import { lectures, slideOf, slidesInWords } from '../../lib/src/notebook/lectures';

test.each([
  ['000:164', 1, 'Adaptive Moment Estimation (Adam)'], ['000:24', 1, 'Momentum Based Gradient Descent'], ['001:129', 2, 'Other Optimizers: Nadam'],
  ['002:217', 3, 'Adaptive optimisation methods V'], ['003:82', 4, 'Stochastic Gradient Descent'], ['004:355', 5, 'Adaptive Moment Estimation (Adam)'],
])('%s is on a slide of lecture %i: %s', (reference, number, title) => {
  const slide = slideOf(reference);
  expect([slide.lecture.number, slide.title]).toEqual([number, title]);
});

test.each(['005:10', '000:3', '0:10', 'Adam'])('"%s" is on no slide', reference => {
  expect(() => slideOf(reference)).toThrow(`lecture: "${reference}" is on no slide; give deck:line with one of the decks 000, 001, 002, 003, 004`);
});

test('references are put together by lecture, and a slide is named once', () => {
  expect(slidesInWords(['000:79', '000:83'])).toBe('lecture 1, slide “Nesterov Accelerated Gradient”');
  expect(slidesInWords(['000:117', '000:142', '002:85'])).toBe('lecture 1, slides “AdaDelta” and “AdaDelta: the algorithm”; lecture 3, slide “Stochastic GD III”');
});

test('lectures are numbered in order, and so are their slides', () => {
  expect(lectures.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  for (const { deck, slides } of lectures) expect(slides.map(([line]) => line), deck).toEqual(slides.map(([line]) => line).sort((a, b) => a - b));
});

test('every reference of the library is on a slide', () => {
  const things = Object.values(kit).flatMap(thing => [thing, ...(typeof thing === 'object' ? Object.values(thing) : [])] as unknown[]);
  const documented = things.flatMap(thing => (isDocumented(thing) ? thing : documentedMethod(thing)) ?? []);
  const references = documented.flatMap(({ documentation }) => documentation.source.lectures ?? []);
  expect(references.length).toBeGreaterThan(60);
  for (const reference of references) expect(() => slideOf(reference)).not.toThrow();
});
