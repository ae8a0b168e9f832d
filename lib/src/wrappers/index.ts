export { wrapper, type Wrapper } from './wrapper';
export type { WrapperDeclaration } from './declaration';
export { accumulate } from './accumulation';
export { clipGlobalNorm, clipNorm, clipValue } from './clipping';
export { emaWeights, swa } from './averaging';
export { l2, l2Unhalved } from './l2';
export { lookahead, lookaheadReset } from './lookahead';
export { partition, type Part } from './partition';
export { sam } from './sam';
