import { numbers, run, runAll } from './cpu';
import { any, float, number, operation, type Info, type Operation } from './operation';
import { typeOf } from './types';
import { windowOperations } from './window-operations';

/** Operations that cpu has under the same name: one input, or two of one type. */
const alike: Readonly<Record<string, Operation>> = Object.fromEntries([
  ...each(float, ['x'],
    'Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Expm1 Floor IsFinite IsInf IsNan Log Log1p Reciprocal Rsqrt Selu Sigmoid Sin Sinh ' +
      'Softplus Sqrt Tan Tanh'),
  ...each(number, ['x'], 'Abs Neg Relu Relu6 Round Sign Square'),
  ...each(any, ['x'], 'OnesLike ZerosLike'),
  ...each(['bool'], ['x'], 'LogicalNot'),
  ...each(float, ['a', 'b'], 'Atan2 RealDiv'),
  ...each(number, ['a', 'b'], 'Add FloorDiv Greater GreaterEqual Less LessEqual Maximum Minimum Pow SquaredDifference Sub'),
  ...each(any, ['a', 'b'], 'Equal NotEqual'),
  ...each(['bool'], ['a', 'b'], 'LogicalAnd LogicalOr'),
  ...each(float, ['dy', 'y'], 'EluGrad'),
]);

function each(allowed: readonly string[], names: readonly string[], kernels: string): Array<[string, Operation]> {
  const takes = names.map(() => 'T').join(' ');
  return kernels.split(' ').map(kernel => [
    kernel,
    { takes, allowed, compute: inputs => run(kernel, Object.fromEntries(names.map((name, i) => [name, inputs[i]]))) },
  ]);
}

const reduction = (kernel: string, allowed: readonly string[], axisName = 'axis'): Operation =>
  operation(allowed, 'T Tidx', ([x, axes], { keep_dims: keepDims }) => run(kernel, { x }, { [axisName]: numbers(axes), keepDims }));

const arg = (kernel: string): Operation => operation(number, 'T Tidx', ([x, axis]) => run(kernel, { x }, { axis: numbers(axis)[0] }));

const cumulative = (kernel: string): Operation =>
  operation(number, 'T Tidx', ([x, axis], { exclusive, reverse }) => run(kernel, { x }, { axis: numbers(axis)[0], exclusive, reverse }));

export const operations: Readonly<Record<string, Operation>> = {
  ...alike,
  All: reduction('All', ['bool']),
  Any: reduction('Any', ['bool']),
  Sum: reduction('Sum', number),
  Prod: reduction('Prod', number),
  Mean: reduction('Mean', number),
  Max: reduction('Max', number, 'reductionIndices'),
  Min: reduction('Min', number),
  ArgMax: arg('ArgMax'),
  ArgMin: arg('ArgMin'),
  Cumsum: cumulative('Cumsum'),
  Cumprod: cumulative('Cumprod'),

  Mul: operation(number, 'T T', ([a, b]) => run('Multiply', { a, b })),
  FloorMod: operation(number, 'T T', ([a, b]) => run('Mod', { a, b })),
  AddN: operation(number, 'T*', inputs => run('AddN', inputs)),
  LeakyRelu: operation(float, 'T', ([x], { alpha }) => run('LeakyRelu', { x }, { alpha })),
  Softmax: operation(float, 'T', ([logits]) => run('Softmax', { logits }, { dim: (logits as Info).shape.length - 1 })),
  BatchMatMulV2: operation(number, 'T T', ([a, b], { adj_x: transposeA, adj_y: transposeB }) =>
    run('BatchMatMul', { a, b }, { transposeA, transposeB })),

  // What it computes besides is for training, which TensorFlow.js does itself.
  FusedBatchNorm: operation(float, 'T T T T T', ([x, scale, offset, mean, variance], { epsilon }) => [
    run('FusedBatchNorm', { x, scale, offset, mean, variance }, { varianceEpsilon: epsilon }),
    ...[mean, variance, mean, variance].map(x => run('Identity', { x })),
  ]),

  Cast: operation(any, 'SrcT', ([x], { DstT }) => run('Cast', { x }, { dtype: typeOf(DstT).dtype })),
  Select: operation(any, 'bool T T', ([condition, t, e]) => run('Select', { condition, t, e })),
  Fill: operation(any, 'index_type T', ([shape, value]) =>
    run('Fill', {}, { shape: numbers(shape), value: numbers(value)[0], dtype: (value as Info).dtype })),
  OneHot: operation(any, 'TI int32 T T', ([indices, depth, on, off]) =>
    run('OneHot', { indices }, { depth: numbers(depth)[0], onValue: numbers(on)[0], offValue: numbers(off)[0], dtype: (on as Info).dtype })),
  LinSpace: operation(float, 'T T Tidx', ([start, stop, num]) =>
    run('LinSpace', {}, { start: numbers(start)[0], stop: numbers(stop)[0], num: numbers(num)[0] })),
  Range: operation(number, 'Tidx Tidx Tidx', ([start, stop, step]) =>
    run('Range', {}, { start: numbers(start)[0], stop: numbers(stop)[0], step: numbers(step)[0], dtype: (start as Info).dtype })),

  Reshape: operation(any, 'T Tshape', ([x, shape]) => run('Reshape', { x }, { shape: numbers(shape) })),
  ExpandDims: operation(any, 'T int32', ([input, dim]) => run('ExpandDims', { input }, { dim: numbers(dim)[0] })),
  Transpose: operation(any, 'T Tperm', ([x, perm]) => run('Transpose', { x }, { perm: numbers(perm) })),
  ReverseV2: operation(any, 'T Tidx', ([x, dims]) => run('Reverse', { x }, { dims: numbers(dims) })),
  Tile: operation(any, 'T Tmultiples', ([x, reps]) => run('Tile', { x }, { reps: numbers(reps) })),
  PadV2: operation(any, 'T Tpaddings T', ([x, paddings, value]) =>
    run('PadV2', { x }, { paddings: pairs(numbers(paddings)), constantValue: numbers(value)[0] })),
  Slice: operation(any, 'T Index Index', ([x, begin, size]) => run('Slice', { x }, { begin: numbers(begin), size: numbers(size) })),
  StridedSlice: operation(any, 'T Index Index Index', ([x, begin, end, strides], attributes) =>
    run('StridedSlice', { x }, {
      begin: numbers(begin), end: numbers(end), strides: numbers(strides), beginMask: attributes['begin_mask'], endMask: attributes['end_mask'],
      ellipsisMask: attributes['ellipsis_mask'], newAxisMask: attributes['new_axis_mask'], shrinkAxisMask: attributes['shrink_axis_mask'],
    })),
  ConcatV2: operation(any, 'T* Tidx', inputs => run('Concat', inputs.slice(0, -1), { axis: numbers(inputs.at(-1))[0] })),
  Pack: operation(any, 'T*', (inputs, { axis }) => run('Pack', inputs, { axis })),
  Unpack: operation(any, 'T', ([value], { axis }) => runAll('Unpack', { value }, { axis })),
  SplitV: operation(any, 'T Tlen int32', ([x, sizes, axis]) => runAll('SplitV', { x }, { numOrSizeSplits: numbers(sizes), axis: numbers(axis)[0] })),
  GatherV2: operation(any, 'Tparams Tindices Taxis', ([x, indices, axis], { batch_dims: batchDims }) =>
    run('GatherV2', { x, indices }, { axis: numbers(axis)[0], batchDims })),
  UnsortedSegmentSum: operation(number, 'T Tindices Tnumsegments', ([x, segmentIds, count]) =>
    run('UnsortedSegmentSum', { x, segmentIds }, { numSegments: numbers(count)[0] })),

  ...windowOperations,
};

function pairs(flat: readonly number[]): number[][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
}
