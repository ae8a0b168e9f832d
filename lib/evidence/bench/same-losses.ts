/** A training that is compared: one step gives the loss before it. */
interface Stepping {
  step(): number | Promise<number>;
}

/** Losses differ by 1e-5 at most: products add up in another order, and Adam makes a whole step of a gradient that is nothing but rounding. */
const tolerance = 1e-4;

/** Makes sure that two trainings compute the same for three steps. Errors: a step whose losses differ, with both. */
export async function requireSameLosses(ours: Stepping, rival: Stepping): Promise<void> {
  for (let step = 1; step <= 3; step++) {
    const [mine, theirs] = [await ours.step(), await rival.step()];
    if (Math.abs(mine - theirs) <= tolerance * theirs) continue;
    throw new Error(`bench: the loss of step ${step} is ${mine} in ours and ${theirs} in the rival; they do not compute the same`);
  }
}
