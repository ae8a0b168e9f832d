export type { Contender } from './contender';
export { checkComparison, type CheckedComparison, type ComparisonOptions } from './declaration';
export { digestOf } from './digest';
export { logGrid, type Grid, type Setting } from './grid';
export { fits, readRecord, recordOf, recordText, type ComparisonRecord } from './record';
export {
  bestMedian, comparisonOf, goodRates, medianOverRate, type ComparisonResult, type ComparisonRow, type MethodNumbers, type MethodResult,
} from './results';
export { countRuns, runComparison, type ComparisonConduct } from './run-comparison';
export { quantile, spreadOf, type Spread } from './spread';
export type { Axes, AxisName, OwnTask, Run, SurfaceTask, Task, TrainingTask } from './task';
export { trainUntil } from './training-run';
export { verifyRecord } from './verify';
export { axisWords, settingWords, wordsFor, type Words } from './words';
