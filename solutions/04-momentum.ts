import { tf, type Exercises } from 'descent';

/** 4.1: V is made first, because the step is the new V. */
export const momentum: Exercises['04-momentum']['momentum'] = ({ w, g, V }, { eta, gamma }) => {
  const newV = tf.add(tf.mul(gamma, V), tf.mul(eta, g));
  return { w: tf.sub(w, newV), V: newV };
};

/** 4.2: m = (1 − γ) p at every step, so the rate has to make up for it. */
export const averageSettings: Exercises['04-momentum']['averageSettings'] = ({ eta, gamma }) => ({
  eta: eta / (1 - gamma),
  beta: gamma,
});

/** 4.3: the formula; with √κ = √L / √μ, both settings have √L + √μ below the line. */
export const bestHeavyBall: Exercises['04-momentum']['bestHeavyBall'] = (smallest, largest) => {
  const [low, high] = [Math.sqrt(smallest), Math.sqrt(largest)];
  return {
    eta: 4 / (high + low) ** 2,
    gamma: ((high - low) / (high + low)) ** 2,
  };
};
