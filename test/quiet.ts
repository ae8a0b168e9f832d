// TensorFlow.js greets every Node program on stderr; a test's output is for the test's own words.
import * as tf from '@tensorflow/tfjs';

tf.enableProdMode();
