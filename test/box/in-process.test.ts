import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { ToDoError } from '../../lib/src/notebook/to-do';
import { inProcess } from '../../lib/course/subject/in-process';
import { CallFailure, Unreadable } from '../../lib/course/subject/subject';
import { tensor, TensorData } from '../../lib/course/subject/tensor-data';

type Weights = { w: tf.Tensor; g: tf.Tensor };

test('tensors are given as tensors, and answers are copies', async () => {
  const subject = inProcess({
    step: ({ w, g }: Weights, { eta }: { eta: number }) => ({ w: tf.sub(w, tf.mul(eta, g)), shape: w.shape, dtype: g.dtype }),
  });
  const { value, after, leaked, printed } = await subject.call('step', [{ w: tensor([1, 2]), g: new TensorData([1, 1], [2], 'int32') }, { eta: 0.5 }]);
  expect(value).toStrictEqual({ w: tensor([0.5, 1.5]), shape: [2], dtype: 'int32' });
  expect(after).toStrictEqual([{ w: tensor([1, 2]), g: new TensorData([1, 1], [2], 'int32') }, { eta: 0.5 }]);
  // The product, and nothing else: what was given is not its own, and what is returned is its answer.
  expect([leaked, printed]).toEqual([1, '']);
});

test('no tensor is left when it is over, whatever happened', async () => {
  const before = tf.memory().numTensors;
  const subject = inProcess({
    wasteful: (w: tf.Tensor) => void [tf.add(w, 1), tf.add(w, 2)],
    failing: (w: tf.Tensor) => {
      tf.engine().startScope();
      tf.add(w, 1);
      throw new Error('no');
    },
    disposing: (w: tf.Tensor) => w.dispose(),
  });
  expect((await subject.call('wasteful', [tensor(1)])).leaked).toBe(2);
  await expect(subject.call('failing', [tensor(1)])).rejects.toThrow('no');
  expect(await subject.call('disposing', [tensor(1)])).toMatchObject({ after: [new Unreadable('a tensor that has been disposed')], leaked: 0 });
  expect(tf.memory().numTensors).toBe(before);
});

test('what the file keeps on purpose stays, and counts', async () => {
  let kept: tf.Tensor | undefined;
  const subject = inProcess({ remember: () => (kept ??= tf.keep(tf.scalar(3))), keeping: () => void (kept ??= tf.keep(tf.scalar(3))) });
  expect((await subject.call('keeping', [])).leaked).toBe(1);
  // There before the call: returned, but not made.
  expect(await subject.call('remember', [])).toMatchObject({ value: tensor(3), leaked: 0 });
  kept?.dispose();
});

test('a change of what was given is seen', async () => {
  const subject = inProcess({ change: (values: number[], settings: { eta: number }) => (values.push(9), (settings.eta = 0)) });
  expect((await subject.call('change', [[1, 2], { eta: 1 }])).after).toStrictEqual([[1, 2, 9], { eta: 0 }]);
});

test('a function that is lent is called with data, and answers with tensors', async () => {
  const subject = inProcess({ twice: (slope: (w: tf.Tensor, t: number) => tf.Tensor, w: tf.Tensor) => tf.add(slope(w, 1), slope(w, 2)) });
  const given: unknown[] = [];
  const slope = (w: TensorData, t: number): TensorData => {
    given.push(w, t);
    return tensor([t * (w.values[0] ?? 0)]);
  };
  const { value, after, leaked } = await subject.call('twice', [slope, tensor([10])]);
  expect(value).toStrictEqual(tensor([30]));
  expect(given).toStrictEqual([tensor([10]), 1, tensor([10]), 2]);
  expect(after).toStrictEqual([new Unreadable('a function'), tensor([10])]);
  expect(leaked).toBe(0);
});

test('another function stands in for a wrong part, until the own one is put back', async () => {
  let part = (x: number): number => x + 100;
  const own = part;
  const exports = { get part() { return part; }, whole: (x: number) => 2 * part(x) };
  const subject = inProcess(exports, { replace: (name, standIn) => name === 'part' && ((part = standIn as typeof part), true) });
  subject.substitute('part', (x: number) => x + 1);
  expect((await subject.call('whole', [1])).value).toBe(4);
  expect((await subject.call('part', [1])).value).toBe(2);
  // Between two calls nothing is changed.
  expect(part).toBe(own);
  subject.substitute('part', undefined);
  expect((await subject.call('whole', [1])).value).toBe(202);
  expect(() => subject.substitute('whole', () => 1)).toThrow('in-process: "whole" cannot be replaced in its file, which was not compiled for that');
  expect(() => subject.substitute('parts', () => 1)).toThrow(CallFailure);
});

describe('a call without an answer says why', () => {
  const failing: Readonly<Record<string, () => unknown>> = {
    toDo: () => { throw new ToDoError('exercise 1.1 is still to do'); },
    wrong: () => (undefined as unknown as { w: number }).w,
    plain: () => { throw new Error('a reason'); },
    text: () => { throw 'a text'; },
    nothing: () => { throw undefined; },
    silent: () => { throw new Error(); },
    long: () => { throw new Error('x'.repeat(64_000_000)); },
    odd: () => { throw new Proxy({}, { get: () => { throw new Error('trap'); } }); },
    large: () => new Float32Array(1e7),
    memory: () => new ArrayBuffer(2 ** 53 - 1),
  };
  test.each([
    ['toDo', 'to do', 'exercise 1.1 is still to do'],
    ['wrong', 'threw', "TypeError: Cannot read properties of undefined (reading 'w')"],
    ['plain', 'threw', 'a reason'],
    ['text', 'threw', 'it threw "a text"'],
    ['nothing', 'threw', 'it threw undefined'],
    ['silent', 'threw', 'it threw an error without a message'],
    ['long', 'threw', `${'x'.repeat(2000)} …`],
    ['odd', 'threw', 'it threw an error without a message'],
    ['large', 'output limit', 'more than 8 MB at once'],
    ['memory', 'out of memory', 'Array buffer allocation failed'],
  ])('%s: %s', async (name, kind, message) => {
    const failure = await inProcess(failing).call(name, []).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ kind, message });
  });
});

test.each([
  ['step', { stepp: () => 1 }, 'the file exports no function "step"; did you mean "stepp"?'],
  ['heavyBall', { heavyball: () => 1 }, 'the file exports no function "heavyBall"; did you mean "heavyball"?'],
  ['step', { momentum: () => 1 }, 'the file exports no function "step"'],
  ['step', { default: () => 1 }, 'the file exports no function "step", but one without a name: write "export const step"'],
  ['step', { step: 5 }, '"step" is a number, not a function'],
  ['step', { step: {} }, '"step" is an object, not a function'],
  ['toString', {}, 'the file exports no function "toString"'],
])('a function that is not there is told with what may have been meant: %s of %o', async (name, exports, message) => {
  await expect(inProcess(exports).call(name, [])).rejects.toMatchObject({ kind: 'not exported', message });
});

test('a promise is no answer, and its own failure no second fault', async () => {
  const subject = inProcess({ late: () => Promise.reject(new Error('late')) });
  expect((await subject.call('late', [])).value).toBeInstanceOf(Unreadable);
});
