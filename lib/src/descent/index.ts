export { classify, network, type Activation, type Network, type NetworkOptions } from './network';
export { layerSignals, type LayerSignal, type LayerSignalsOptions } from './layer-signals';
export { runTraining, type TrainingProgress, type TrainOptions } from './train';
export { epochBatches } from './batches';
export { last, type EpochRecord, type History } from './history';
export { descend, type Path, type PathOptions } from './path';
export { manyRuns, type ManyRunsOptions, type Positions } from './many-runs';
export { startGrid, type StartGrid, type StartGridOptions } from './start-grid';
export { basins, type Basins } from './basins';
