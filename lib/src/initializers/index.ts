export { initializer, DescentInitializer, type InitializerMethod, type Spread } from './initializer';
export type { CommonOptions, DrawRequest, DrawRule, InitializerDeclaration, InitializerOptions, OptionValue, ScaleRule } from './declaration';
export { fans, type Fans, type Layout, type Mode } from './fans';
export { gainOf, leakyReluGain, type GainActivation } from './gain';

export { glorotNormal, glorotUniform } from './glorot';
export { deckTable, fanInUniform, reluNormal, reluUniform, sigmoidNormal, sigmoidUniform, xavierAsPrinted } from './deck';
export { lecunNormal, lecunUniform } from './lecun';
export { heNormal, heUniform } from './he';
export { orthogonal } from './orthogonal';
export { orthonormal } from './orthonormal';
export { sparse } from './sparse';
export { constant, identity, ones, zeros } from './constant';
export { cutNormal, randomNormal, randomUniform, truncatedNormal } from './random';
export { cutNormalMoments, cutNormalQuantile, truncatedTo, type CutNormal } from './truncation';
export { normalBelow, normalDensity, normalQuantile } from './normal-distribution';
