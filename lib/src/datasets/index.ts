export { tensors, type Dataset, type Unlabelled } from './dataset';
export { loadDigits, type Digits, type DigitsOptions } from './digits';
export { twoBlobs, type Blobs, type BlobsOptions } from './blobs';
export { seededRandom, type Random } from './random';
