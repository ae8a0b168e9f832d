export { sma, type SmaMaker, type SmaOptions } from './sma';
export { wma, type WmaOptions } from './wma';
export { ema, emaUncorrected, emaInPlace } from './ema';
export { emaMemory, type EmaMemory } from './memory';
export type { Average, AverageDeclaration, AverageMaker } from './average';
export type { EmaMaker, EmaOptions } from './recursive';
