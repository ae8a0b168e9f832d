import { describe, expect, test } from 'vitest';
import { arrowMap, styleOf } from '../../lib/src/figures';
import { ravine } from '../../lib/src/surfaces';

const title = 'Where does the step lead?';
const arrows = [
  { name: 'velocity', from: [-3, 1], to: [-1, 0] },
  { name: 'gradient', style: 'nesterov', from: [-1, 0], to: [-2, 1] },
] as const;

describe('arrows on a surface', () => {
  const { data, alt } = arrowMap({ title, surface: ravine({ kappa: 10 }), arrows, says: 'It leads away.' });

  test('each goes from point to point, with a head where it ends, in the colour of its method', () => {
    const drawn = data.filter(({ name }) => arrows.some(arrow => arrow.name === name));
    expect(drawn).toMatchObject([
      { x: [-3, -1], y: [1, 0], marker: { symbol: 'arrow', angleref: 'previous', size: [0, 15] } },
      { x: [-1, -2], y: [0, 1], line: { color: styleOf('nesterov').color } },
    ]);
  });

  test('a point where several begin is marked once', () => {
    const from = [-3, 1] as const;
    const together = arrowMap({ title, surface: ravine(), arrows: [{ name: 'a', from, to: [0, 0] }, { name: 'b', from, to: [1, 1] }] });
    expect(together.data).toContainEqual(expect.objectContaining({ mode: 'markers', showlegend: false, x: [-3], y: [1] }));
  });

  test('and is told where it ends, and at which loss', () => {
    // ½(1 + 10 · 0) and ½(4 + 10 · 1).
    expect(alt).toBe('Ravine, κ = 10: 2 arrows. velocity: from (−3, 1) to (−1, 0), where the loss is 0.5. '
      + 'gradient: from (−1, 0) to (−2, 1), where the loss is 7. It leads away.');
  });
});

test.each([
  ['no arrow', [], 'arrow map: arrows is empty; give at least one'],
  ['an end that is no number', [{ name: 'a', from: [0, NaN], to: [1, 1] }], 'arrow map: "a" must go from one point to another, got 0, NaN and 1, 1'],
  ['an unknown option', [{ name: 'a', from: [0, 0], to: [1, 1], colour: 'red' }], 'arrow map: an arrow'],
] as const)('%s is refused', (_, given, message) => {
  expect(() => arrowMap({ title, surface: ravine(), arrows: given })).toThrow(message);
});
