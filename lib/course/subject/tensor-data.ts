export { TensorData, tensor, type Nested } from '../../src/notebook/tensor-data';
