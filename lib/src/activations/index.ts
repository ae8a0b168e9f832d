export { activation, type ActivationDeclaration, type ActivationFunction } from './activation';
export { sigmoid, tanh } from './sigmoid';
export { elu, leakyRelu, relu } from './relu';
export { gelu, silu, softplus } from './smooth-relu';
export { logSoftmax, softmax, softmaxJacobian } from './softmax';
