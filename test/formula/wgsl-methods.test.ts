import { expect, test } from 'vitest';
import { onSwiftShader } from '../backend/on-swift-shader';
import { missing } from '../backend/swift-shader';

test.for(['ordinary', 'extreme'])('every method lies, on %s weights, where WGSL lets float32 lie', async (kind, context) => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = (await onSwiftShader(`
    const { withFormula, stateOf, extreme, outsideBounds } = await import('../formula/wgsl-on-device');
    const all = [];
    for (const method of withFormula) {
      for (const count of [1, 3, 4, 5, 257]) {
        const state = stateOf(method, count);
        all.push(await outsideBounds(method, ${kind === 'extreme'} ? extreme(state) : state));
      }
    }
    print({ checked: all.length, outside: all.flatMap(({ outside }) => outside).slice(0, 5), width: Math.max(...all.map(({ width }) => width)) });
  `)) as { checked: number; outside: object[]; width: number };
  expect(seen.outside).toEqual([]);
  expect(seen.checked).toBeGreaterThan(5 * 50);
  // So near to the float64 reference that the bound says something: forty units in the last place make 5e-6 of a number.
  if (kind === 'ordinary') expect(seen.width).toBeLessThan(1e-5);
});

test('Adam lies there with 70 000 weights, and NovoGrad, whose norm then takes several weights an invocation', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await onSwiftShader(`
    const { withFormula, stateOf, outsideBounds } = await import('../formula/wgsl-on-device');
    const of = name => withFormula.find(method => method.name === name);
    const outside = [];
    for (const [name, count] of [['adam', 70_000], ['novograd', 70_001]]) {
      outside.push(...(await outsideBounds(of(name), stateOf(of(name), count))).outside);
    }
    print(outside);
  `);
  expect(seen).toEqual([]);
});

test('what is not a number, and what is infinite, spreads as in the tensor reading', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = (await onSwiftShader(`
    const { withFormula, stateOf, extreme, unlikeTensors } = await import('../formula/wgsl-on-device');
    const all = [];
    for (const method of withFormula) {
      for (const count of [60, 61]) all.push(await unlikeTensors(method, extreme(stateOf(method, count), [NaN, Infinity, -Infinity])));
    }
    print({ notFinite: all.reduce((total, { notFinite }) => total + notFinite, 0), unlike: all.flatMap(({ unlike }) => unlike) });
  `)) as { notFinite: number; unlike: Array<{ method: string; name: string; tensors: string; kernel: string }> };
  // More than a tenth of what was compared, so that the comparison is of something.
  expect(seen.notFinite).toBeGreaterThan(1000);
  // WGSL lets a compiler take it that nothing is NaN or infinite. This one takes 0 * g for 0, where the formula of Rprop has it, and nothing else.
  expect(seen.unlike.filter(({ method }) => method !== 'rprop')).toEqual([]);
  expect(seen.unlike.every(({ name, tensors, kernel }) => name === 'gprev' && tensors === 'NaN' && kernel === 'finite')).toBe(true);
});
