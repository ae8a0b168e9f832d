import { expect, test } from 'vitest';
import { formula, program } from '../../lib/src/formula/check';

const inputs = { tensors: ['w', 'g'], scalars: ['t', 'eta', 'beta'], slots: ['m'] };
const read = (text: string): unknown => program(text, inputs, ['w']);
const good = 'm = g\nw = w - eta * m';

test.each([
  ['w = w - eta * gg', 'unknown name "gg" in "w = w - eta * gg"; known: w, g, m, t, eta, beta'],
  ['', 'formula is empty; write at least one line, such as "w = w - eta * g"'],
  ['w - eta * g', 'expected "name = expression", got "w - eta * g"'],
  ['m = g\nw = w - 2 eta', 'write the multiplication sign: "2 * eta" instead of "2 eta" in "w = w - 2 eta"'],
  ['m = g\nw = sin(w)', 'unknown operation "sin" in "w = sin(w)"; known: sqrt abs sign exp log min max sum mean norm'],
  ['m = g\nw = max(w)', 'max takes 2 operands, got 1 in "w = max(w)"'],
  ['m = g\nw = sqrt(w, g)', 'sqrt takes 1 operand, got 2 in "w = sqrt(w, g)"'],
  ['m = g\nw = w % 2', 'unknown operation "%" in "w = w % 2"; known: + - * / ^ < <= > >= == !='],
  ['m = g\nw = w!', 'unknown operation "!" in "w = w!"; known: + - * / ^ < <= > >= == !='],
  ['m = g\nw = w > 0 ? w : (g > 0 ? g : w)', 'a choice "? :" cannot hold another one in "w = w > 0 ? w : (g > 0 ? g : w)"; use two lines'],
  ['m = g\nw = w ? g : w', 'a choice "? :" needs a comparison before the question mark, got "w" in "w = w ? g : w"'],
  ['m = g\nw = [w, g]', 'a formula cannot hold "[w, g]" in "w = [w, g]"'],
  ['m = g\nw = "w"', 'a formula holds only numbers, got "w" in "w = "w""'],
  ['m = g\nw[1] = 2', 'only a plain name can be assigned, got "w[1] = 2"'],
  ['g = 2 * g\n' + good, '"g" is given from outside and cannot be assigned in "g = 2 * g"'],
  ['eta = 1\n' + good, '"eta" is given from outside and cannot be assigned in "eta = 1"'],
  ['w = w - eta * g', '"m" is never assigned in the formula; every slot and the weights need a new value'],
  ['m = g', '"w" is never assigned in the formula; every slot and the weights need a new value'],
  ['foo = g\n' + good, '"foo" has no symbol; add it to notation.ts, or declare symbols: { foo: { glyph, meaning } }'],
])('%j is refused by name', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test('what mathjs cannot read is refused with its reason', () => {
  expect(() => read('m = g\nw = w - (eta * g')).toThrow(/^cannot read "w = w - \(eta \* g": .*parenthesis/);
});

test('names that mathjs takes for units or constants are plain names', () => {
  const checked = formula('e + i + pi + m', {
    scalars: ['e', 'i', 'pi', 'm'],
    symbols: { e: { glyph: 'e', meaning: 'one' }, i: { glyph: 'i', meaning: 'one' }, pi: { glyph: 'p', meaning: 'one' } },
  });
  expect(checked.kind).toBe('scalar');
});

test('a slot fed only by scalars stays a scalar; one that meets a tensor becomes one, whatever the order', () => {
  const checked = program('V = V * beta\nm = v\nv = p + g\np = 0 * t\nG = norm(g)\nw = w - eta * m * V / G', { ...inputs, slots: ['V', 'm', 'v', 'p', 'G'] }, ['w']);
  expect(Object.fromEntries(['V', 'm', 'v', 'p', 'G', 'w'].map(name => [name, checked.kinds.get(name)]))).toEqual({
    V: 'scalar', m: 'tensor', v: 'tensor', p: 'scalar', G: 'reduced', w: 'tensor',
  });
});
