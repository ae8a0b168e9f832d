import { answer, number } from 'descent/exercises';

/**
 * The rate of step t = 1, 2, … of a warm-up into a cosine.
 *
 * Up to step warm it rises in a straight line to peak. Then it falls along half a cosine: step warm + 1 is the first of the cosine and has the whole
 * peak, step total + 1 would be the first at 0, and from then on it stays 0. The warm-up is written for you. Return the rate after it.
 *
 * Useful: Math.cos, Math.PI, Math.min. Half a cosine from 1 to 0 is (1 + cos(π s)) / 2, with s from 0 to 1.
 */
export function warmCosine(t: number, peak: number, warm: number, total: number): number {
  if (t <= warm) return (peak * t) / warm;
  // BEGIN SOLUTION
  // Before its first step the cosine has made none.
  const share = Math.min((t - 1 - warm) / (total - warm), 1);
  return (peak * (1 + Math.cos(Math.PI * share))) / 2;
  // END SOLUTION
}

export default answer({
  title: 'a warm-up into a cosine',
  solution: warmCosine,
  gives: number,
  hints: [
    'How many steps of the cosine lie behind when step warm + 1 begins? None, so s is 0 there.',
    's is the share of the total − warm steps that lie behind, and no more than 1.',
    's = Math.min((t − 1 − warm) / (total − warm), 1), and the rate is peak (1 + cos(π s)) / 2.',
  ],
  cases: [
    { name: 'the first step of the cosine has the peak', asks: [[11, 0.1, 10, 50], [4, 0.2, 3, 9]], hint: 'Step warm + 1 has s = 0' },
    {
      name: 'halfway down', asks: [[31, 0.1, 10, 50], [21, 0.1, 10, 50]],
      hint: (t: number) => (t === 31 ? 'Twenty of forty steps are half a cosine: half the peak' : 'Ten of forty steps lie behind: s is 1/4'),
    },
    {
      name: 'after the end it stays', asks: [[60, 0.1, 10, 40], [5, 3, 2, 7]],
      hint: (t: number) => (t === 60 ? 'The share is at most 1: a cosine of more would rise again' : 'The end is not reached: two of the cosine\'s five steps lie behind'),
    },
    {
      name: 'the warm-up is still there', asks: [[5, 0.1, 10, 50], [15, 0.1, 10, 50]],
      hint: (t: number) => (t === 5 ? 'Up to step warm it is peak * t / warm' : 'The warm-up is over, and four of the cosine\'s forty steps lie behind'),
    },
  ],
  random: random => [5 + random.integer(40), 0.05 + random.uniform(), 2 + random.integer(4), 30 + random.integer(20)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is one step late: step warm + 1 has the peak, so that t − 1 − warm steps lie behind', is: wrong((t, warm, total) => Math.min((t - warm) / (total - warm), 1)) },
    { says: 'the cosine counts from the first step of the training, not from its own', is: wrong((t, _, total) => Math.min((t - 1) / total, 1)) },
    { says: 'the warm-up is not taken off the length of the cosine', is: wrong((t, warm, total) => Math.min((t - 1 - warm) / total, 1)) },
    { says: 'it rises again after its end, as torch\'s cosine does', is: wrong((t, warm, total) => (t - 1 - warm) / (total - warm)) },
    {
      says: 'it falls along a straight line, not a cosine',
      is: (t: number, peak: number, warm: number, total: number) => (t <= warm ? (peak * t) / warm : peak * (1 - Math.min((t - 1 - warm) / (total - warm), 1))),
    },
    {
      says: 'it is a whole cosine, which goes below 0: add 1 and halve it',
      is: (t: number, peak: number, warm: number, total: number) => (t <= warm ? (peak * t) / warm : peak * Math.cos(Math.PI * Math.min((t - 1 - warm) / (total - warm), 1))),
    },
    {
      says: 'the half is missing: the cosine begins at twice the peak',
      is: (t: number, peak: number, warm: number, total: number) => (t <= warm ? (peak * t) / warm : peak * (1 + Math.cos(Math.PI * Math.min((t - 1 - warm) / (total - warm), 1)))),
    },
    { says: 'it warms up for ever', is: (t: number, peak: number, warm: number) => (peak * t) / warm },
  ],
  // END SOLUTION
});

// BEGIN SOLUTION NO PROMPT
/** The whole schedule with another share of the cosine. */
function wrong(share: (t: number, warm: number, total: number) => number) {
  return (t: number, peak: number, warm: number, total: number): number =>
    (t <= warm ? (peak * t) / warm : (peak * (1 + Math.cos(Math.PI * share(t, warm, total)))) / 2);
}
// END SOLUTION
