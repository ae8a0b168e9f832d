export { renewIndex, type BatchIndex, type IndexRow, type Totals } from './batch-index';
export { gradeAll, type Batch, type BatchOptions } from './grade-all';
export { ungradedResult } from './grade-one';
export { type Grading } from './kept-results';
export { mergeResults, planMerge, type MergePlan } from './merge';
export { batchProgress, type BatchProgress } from './progress';
export { readResult, resultFolders } from './result-folder';
export { parseShard, type Shard } from './shard';
