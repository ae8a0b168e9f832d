import { tf, type Exercises } from 'descent';

/** 7.1: the formula, line by line. */
export const adam: Exercises['07-adam']['adam'] = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  const mHat = tf.div(newM, 1 - beta1 ** t);
  const vHat = tf.div(newV, 1 - beta2 ** t);
  const step = tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon));
  return { w: tf.sub(w, step), m: newM, v: newV };
};

/** 7.2: m = (1 − β₁) g and √v = √(1 − β₂) |g| are equal in size when 1 − β₂ = (1 − β₁)². */
export const balancedBeta2: Exercises['07-adam']['balancedBeta2'] = beta1 => 1 - (1 - beta1) ** 2;

/** 7.3: a longer memory for the direction, a shorter one for the size. */
export const valleySettings: Exercises['07-adam']['valleySettings'] = () => ({ eta: 0.3, beta1: 0.95, beta2: 0.99 });

/** 7.4: only what is returned is corrected; the recursion keeps the plain average. */
export const correctedAverage: Exercises['07-adam']['correctedAverage'] = (values, beta) => {
  let v = 0;
  return values.map((theta, index) => {
    v = beta * v + (1 - beta) * theta;
    return v / (1 - beta ** (index + 1));
  });
};
