export { bpsk, qam16, qpsk, type Constellation } from './constellation';
export { likeliestSymbol, nearestSymbol } from './detectors';
export { bitErrorRate, theoreticalErrorRate } from './error-rate';
export { qFunction } from './q-function';
export { symbolChannel, type ChannelOptions, type Interference, type Received, type SendOptions, type SymbolChannel } from './symbol-channel';
