// The public names of the course kit, in the order in which the lessons need them.
import { restAfterStop } from './notebook/engine-at-rest';
import { cureOutputFlood } from './notebook/flood-cure';
import { publish } from './notebook/reference';
import { showTensorsByValues } from './notebook/tensor-text';

// Stock tslab loses output after some five hundred messages in a turn, and the cell hangs; importing the kit in a kernel cures it.
cureOutputFlood();
showTensorsByValues();
restAfterStop();

/** TensorFlow.js itself, so that notebooks and exercises use the very copy that the kit uses. */
export * as tf from '@tensorflow/tfjs';

export { lesson } from './notebook/lesson';
export { show } from './notebook/show';
export { table } from './notebook/table';
export { math, markdown } from './notebook/math';
export { showFormula } from './notebook/formula';
export { help } from './notebook/help';
export { kernel } from './notebook/kernel';
export type { Documentation, Documented } from './documentation';
export { playground } from './notebook/playground';
export type { PlaygroundOptions } from './playground';
export { progress } from './notebook/progress';
export { train } from './notebook/train';
export { manyRuns } from './notebook/many-runs';
export { compared } from './notebook/compared';
export { exercise, ifSolved, yourOwn, type OwnExercises } from './notebook/exercise';
export { check } from './notebook/check';
export { hint } from './notebook/hint';
export { exerciseTable } from './notebook/exercise-table';

export * from './optimizers';
export * from './wrappers';
export * from './surfaces';
/** Schedules: hyper-parameters that change while training runs, as functions of the step. */
export * as schedules from './schedules';
/** Initialisers: ways to draw the first weights of a layer. */
export * as initializers from './initializers';
export * from './averages';
export * from './losses';
export * from './activations';
export * from './normalizations';
export { basins, classify, descend, epochBatches, last, layerSignals, network, plan, runTraining, startGrid } from './descent';
export type {
  Activation, Basins, EpochRecord, History, LayerSignal, LayerSignalsOptions, ManyRunsOptions, Network, NetworkOptions, Path, PathOptions, PlanOptions, PlannedMatrix, PlannedStep, Positions, StartGrid,
  StartGridOptions, TrainOptions, TrainingPlan,
} from './descent';
export { goodRates, logGrid } from './comparison';
export type {
  Axes, AxisName, ComparisonOptions, ComparisonResult, ComparisonRow, Contender, Grid, MethodNumbers, MethodResult, OwnTask, Setting, Spread, SurfaceTask,
  Task, TrainingTask, Words,
} from './comparison';
export { loadDigits, seededRandom, tensors, twoBlobs } from './datasets';
export type { Blobs, Dataset, Digits, Random, Unlabelled } from './datasets';
export * from './channel';
export * from './figures';
export * from './explore';
export { notation, type Symbol as NotationSymbol } from './notation';
export { formula, program, type Formula, type Inputs, type Kind, type Program } from './formula/check';
export { derivative } from './formula/derivative';
export { evaluateFloat64, runFloat64, type Float64 } from './formula/float64';
export { evaluateTensors, runTensors, type TensorValue } from './formula/tensors';
export { latex, latexLines } from './formula/latex';
export { useBackend, type BackendName, type BackendReport } from './backend';

export { toDo, ToDoError } from './notebook/to-do';
export type { Exercises } from './notebook/exercises';

// For `help`. CommonJS's name for what this file exports, because an import of itself would be a circle.
publish(exports as Readonly<Record<string, unknown>>);
