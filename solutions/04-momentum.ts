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

/** 4.3: √κ = 10 and √μ = 1, so η = 4 / 11² and γ = (9 / 11)². */
export const ravineSettings: Exercises['04-momentum']['ravineSettings'] = () => ({ eta: 4 / 11 ** 2, gamma: (9 / 11) ** 2 });

/** 4.4: what is remembered is where the ball was, not where it is now; else there is never a last move. */
export const heavyBall: Exercises['04-momentum']['heavyBall'] = ({ w, g, wprev }, { eta, gamma }) => {
  const move = tf.sub(tf.mul(gamma, tf.sub(w, wprev)), tf.mul(eta, g));
  return { w: tf.add(w, move), wprev: tf.clone(w) };
};
