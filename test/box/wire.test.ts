import { describe, expect, test } from 'vitest';
import { tensor, TensorData } from '../../lib/course/subject/tensor-data';
import { Unreadable } from '../../lib/course/subject/subject';
import { decode, encode, FrameLimitError, WireError } from '../../lib/course/subject/wire';

/** As it comes out at the other end. */
const sent = (value: unknown): unknown => decode(JSON.parse(JSON.stringify(encode(value))));

test.each([
  ['numbers', [0, -0, 1.5, 0.1 + 0.2, 1e308, 5e-324, NaN, Infinity, -Infinity]],
  ['texts', ['', 'β\n"', '\ud800', '\u2028', '__proto__']],
  ['what is nothing', [null, undefined]],
  ['booleans', [true, false]],
  ['lists', [[], [[]], [1, [2, [3]]]]],
  ['records', [{}, { a: 1, b: { c: undefined } }, { list: ['x'], '': 0 }]],
  ['records that look like what the wire is made of', [{ number: 'NaN' }, { tensor: [] }, { record: [] }, { undefined: true }, { remote: 0 }]],
  ['tensors', [tensor(1.5), tensor([[1, -0], [NaN, Infinity]]), new TensorData([], [2, 0]), new TensorData([1, 0], [2], 'bool'), new TensorData([-7], [1, 1], 'int32')]],
  ['typed arrays', [new Float32Array([0.1, -0]), new Float64Array([Math.PI, NaN]), new Int8Array([-1]), new Uint32Array([2 ** 32 - 1]), new Uint8ClampedArray(0)]],
])('what was sent comes out: %s', (_, value) => {
  expect(sent(value)).toStrictEqual(value);
});

test('a typed array is sent alone, and not all that lies in its memory', () => {
  const memory = new Float32Array(1000).fill(7);
  expect(encode(memory.subarray(1, 3))).toEqual({ typed: ['Float32Array', Buffer.from(new Float32Array([7, 7]).buffer).toString('base64')] });
  expect(sent(Buffer.from([1, 2]))).toStrictEqual(new Uint8Array([1, 2]));
});

test('a list with holes and a record without a prototype are read like others', () => {
  expect(sent([, 1])).toStrictEqual([undefined, 1]);
  expect(sent(Object.assign(Object.create(null), { a: 1 }))).toStrictEqual({ a: 1 });
});

const circle: Record<string, unknown> = { a: 1 };
circle['self'] = { inner: circle };
const ring: unknown[] = [];
ring.push([ring]);
const moody = { get w(): number { throw new Error('never'); }, v: 1 };
const proxied = new Proxy({ w: 1 }, { get: () => { throw new Error('trap'); }, getPrototypeOf: () => { throw new Error('trap'); } });

test.each([
  ['a function', () => 1, 'a function'],
  ['a symbol', Symbol('s'), 'a symbol'],
  ['a bigint', 5n, 'a bigint'],
  ['a Date', new Date(0), 'a Date'],
  ['a Map', new Map(), 'a Map'],
  ['an Error', new RangeError('x'), 'a RangeError'],
  ['a boxed number', Object(5), 'a Number'],
  ['an instance', new (class Öl {})(), 'a Öl'],
  ['an instance of no name', new (class {})(), 'an object of a class without a name'],
  ['an instance whose class lies', new (class { static override = 1; static { Object.defineProperty(this, 'name', { get: () => { throw new Error('no'); } }); } })(), 'an object of a class without a name'],
  ['a promise', Promise.resolve(1), 'a promise (leave out async and await: what TensorFlow.js computes is there at once)'],
  ['a Proxy', proxied, 'a Proxy'],
  ['what descends from a Proxy', Object.create(proxied), 'something that throws when it is read'],
  ['an object that contains itself', circle, 'an object that contains itself'],
  ['a list that contains itself', ring, 'a list that contains itself'],
  ['typed arrays of bigints', new BigInt64Array(1), 'a BigInt64Array'],
  ['memory', new ArrayBuffer(8), 'an ArrayBuffer'],
])('what has no place in an answer is told in words: %s', (_, value, what) => {
  expect(sent(value)).toStrictEqual(new Unreadable(what));
});

test('only the part that cannot be read is lost', () => {
  expect(sent(moody)).toStrictEqual({ w: new Unreadable('something that throws when it is read'), v: 1 });
  expect(sent({ valueOf: () => 0.95 })).toStrictEqual({ valueOf: new Unreadable('a function') });
});

test('an object may be met twice, but not inside itself', () => {
  const twice = { a: 1 };
  expect(sent([twice, twice])).toStrictEqual([{ a: 1 }, { a: 1 }]);
});

test('an entry called __proto__ is an entry, and changes no prototype', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}}') as object;
  const received = sent(hostile) as object;
  expect(Object.keys(received)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(received)).toBe(Object.prototype);
  expect(received).not.toHaveProperty('polluted');
  expect({}).not.toHaveProperty('polluted');
});

test('lists in each other without end are not followed', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(JSON.stringify(encode(deep))).toContain('more than 100 deep');
});

describe('the limit holds before anything large has been made', () => {
  const shared = (depth: number): unknown => {
    let value: unknown = [1];
    for (let level = 0; level < depth; level++) value = [value, value, value, value];
    return value;
  };
  test.each([
    ['a list', () => new Array(1e7).fill(0)],
    ['a list of holes', () => new Array(4e9)],
    ['a text', () => 'x'.repeat(1e8)],
    ['a tensor', () => new TensorData(new Array<number>(3e6).fill(0), [3e6])],
    ['a typed array', () => new Float64Array(2e6)],
    ['a name', () => ({ ['x'.repeat(1e8)]: 1 })],
    ['one object many times', () => shared(30)],
  ])('%s', (_, make) => {
    expect(() => encode(make())).toThrow(new FrameLimitError(8 * 2 ** 20));
  });
  test('and says what it is', () => {
    expect(() => encode('x'.repeat(3000), {}, 2000)).toThrow('more than 2 KB at once');
    expect(() => encode(new Array(1e7))).toThrow('more than 8 MB at once');
  });
});

test.each([
  ['an object of no kind', {}],
  ['a kind that is not known', { date: 0 }],
  ['two kinds at once', { number: 'NaN', undefined: true }],
  ['a number in words', { number: 'seven' }],
  ['a tensor of no dtype', { tensor: ['float8', [1], ''] }],
  ['a tensor of a negative shape', { tensor: ['float32', [-1], ''] }],
  ['a tensor of a shape in words', { tensor: ['float32', '1', ''] }],
  ['a tensor with too few values', { tensor: ['float32', [2], 'AAAAAA=='] }],
  ['half a value', { tensor: ['float32', [1], 'AAA='] }],
  ['typed values of no kind', { typed: ['constructor', ''] }],
  ['an entry without a name', { record: [[1, 2]] }],
  ['an entry without a value', { record: [['a']] }],
  ['a function, where none may come', { remote: 0 }],
  ['nothing at all', undefined],
])('what no end sends is refused: %s', (_, wire) => {
  expect(() => decode(wire)).toThrow(WireError);
  expect(() => decode([{ record: [['a', wire]] }])).toThrow(WireError);
});

test('so is what is deeper than anything that is sent', () => {
  expect(() => decode(JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)))).toThrow(WireError);
});
