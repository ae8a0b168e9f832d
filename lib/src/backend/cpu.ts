import * as tf from '@tensorflow/tfjs';
import type { Availability, Candidate } from './candidate';
import { supply } from './compositions/composition';
import { resizeGradients } from './compositions/resize-gradients';

/** Plain JavaScript: the last resort, and the backend whose numbers are easiest to follow in a debugger. */
export const cpu: Candidate = {
  name: 'cpu',
  async probe(): Promise<Availability> {
    return { available: true, why: 'it is part of tensorflow.js' };
  },
  async start(): Promise<string> {
    await tf.setBackend('cpu');
    supply('cpu', resizeGradients);
    return 'the processor, through plain JavaScript';
  },
};
