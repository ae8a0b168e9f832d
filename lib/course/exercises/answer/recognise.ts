import type { Given } from '../../subject/subject';
import type { Asked, Player, WrongVersion } from '../exercise';
import { entriesOf, firstDifference, sizeOf, written } from '../numbers';
import { whoseNumbers } from '../sentences';

/** Wrong versions differ by more, which a test makes sure of; an answer that has been in a float32 tensor differs by less. */
const alike = 1e-4;

/** Whose answers a student's are, by what the function gives for inputs that tell wrong versions apart. */
export async function recogniseAnswers(asks: readonly (readonly Given[])[], wrong: readonly WrongVersion[], asked: Asked): Promise<string | undefined> {
  const seen: unknown[] = [];
  for (const given of asks) seen.push((await asked.call(given)).value);
  if (await answersAs(asked.reference, asks, seen)) return undefined;
  const found: WrongVersion[] = [];
  for (const version of wrong) {
    if (await answersAs(version.plays, asks, seen)) found.push(version);
  }
  return whoseNumbers(found, undefined) ?? alwaysTheSame(asks, seen);
}

/** Whether a version gives these answers. */
export async function answersAs(plays: Player, asks: readonly (readonly Given[])[], seen: readonly unknown[]): Promise<boolean> {
  for (const [k, given] of asks.entries()) {
    const own = await plays(given);
    if (firstDifference(own, seen[k], alike * sizeOf(own)) !== undefined) return false;
  }
  return true;
}

/** Whether two versions give the same for all of these. */
export async function givesTheSame(plays: Player, reference: Player, asks: readonly (readonly Given[])[]): Promise<boolean> {
  const right: unknown[] = [];
  for (const given of asks) right.push(await reference(given));
  return answersAs(plays, asks, right);
}

function alwaysTheSame(asks: readonly (readonly Given[])[], seen: readonly unknown[]): string | undefined {
  // A function that takes nothing may give the same each time.
  if (new Set(asks.map(given => JSON.stringify(given))).size < 2 || seen.some(value => firstDifference(seen[0], value, 0) !== undefined)) return undefined;
  const [only, ...more] = entriesOf(seen[0]);
  return `your function gives ${more.length === 0 && only !== undefined ? written(only.value) : 'the same'} whatever it is given`;
}
