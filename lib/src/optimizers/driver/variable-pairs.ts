/** A variable, or what was saved of one: its name, and its shape where that is known. */
export interface NamedShape {
  readonly name: string;
  readonly shape?: readonly number[] | undefined;
}

/** What was saved, and the variable that it belongs to. */
export type Pair<Saved, Present> = readonly [saved: Saved, present: Present];

/** How names of a family have been told apart: as they are, or without the number at their end. */
type Reading = (name: string) => string;

const readings: readonly Reading[] = [name => name, withoutNumber];

/**
 * Which variable saved state belongs to.
 *
 * A name is the program's own word, except for the numbers in it that TensorFlow.js gives: a variable without a name is `12`, a layer without one
 * `dense_Dense3`, and a model that is loaded beside its original has `kernel_1` where that had `kernel`. In another process, or beside another
 * model, they come out differently. So names that differ in nothing but such numbers are a family, and within a family
 *
 * 1. names decide, if those of one side are all among those of the other, `_1` at the end left out where that helps; what is over stays
 *    saved, or starts fresh. A bare number is no name and decides nothing;
 * 2. else order decides, if both sides have as many: the first saved goes to the first present, and so on;
 * 3. of the two the one counts in which every shape fits; where both fit and disagree, or neither can be had, it is refused. What a program
 *    has numbered itself, `w_1` and `w_2` without a `w`, keeps its names.
 *
 * Families that have paired by name once are paired by name from then on, so that a variable that joins later starts fresh.
 */
export class VariablePairs {
  private readonly settled = new Map<string, Reading>();

  constructor(private readonly owner: string) {}

  /** Pairs without settling anything. Errors: a family that does not fit, both sides named. */
  of<Saved extends NamedShape, Present extends NamedShape>(saved: readonly Saved[], present: readonly Present[]): Array<Pair<Saved, Present>> {
    return this.families(saved, present).flatMap(({ pairs }) => pairs);
  }

  /** Pairs, and settles how names are read from now on. Errors: a family that does not fit, both sides named. */
  settle<Saved extends NamedShape, Present extends NamedShape>(saved: readonly Saved[], present: readonly Present[]): Array<Pair<Saved, Present>> {
    const families = this.families(saved, present);
    for (const { family, reading } of families) if (reading) this.settled.set(family, reading);
    return families.flatMap(({ pairs }) => pairs);
  }

  private families<Saved extends NamedShape, Present extends NamedShape>(
    saved: readonly Saved[],
    present: readonly Present[],
  ): Array<{ family: string; pairs: Array<Pair<Saved, Present>>; reading: Reading | undefined }> {
    const had = byFamily(saved);
    return [...byFamily(present)].flatMap(([family, now]) => {
      const before = had.get(family) ?? [];
      const settled = this.settled.get(family);
      if (before.length === 0) return [];
      if (settled) return [{ family, pairs: byReading(before, now, settled), reading: settled }];
      return [{ family, ...this.paired(family, before, now) }];
    });
  }

  private paired<Saved extends NamedShape, Present extends NamedShape>(
    family: string,
    saved: readonly Saved[],
    present: readonly Present[],
  ): { pairs: Array<Pair<Saved, Present>>; reading: Reading | undefined } {
    const reading = readings.find(candidate => decides(saved, present, candidate));
    const named = reading && byReading(saved, present, reading);
    const same = saved.length === present.length;
    const shared = saved.some(({ name }) => present.some(other => other.name === name));
    const renumbered = mayBeRenumbered(family, [...saved, ...present]);
    const ordered = same && (!shared || hasOwnNumber(family) || (named && renumbered)) ? zip(saved, present) : undefined;
    const [first = named ?? ordered, second] = [named, ordered].filter(pairs => pairs?.every(fits));
    if (first === undefined) {
      throw new Error(`${this.owner}: ${told(saved)} was saved, and which of it belongs to ${told(present)} cannot be told; ${advice}`);
    }
    const disagree = second?.some(([before, now]) => !first.some(pair => pair[0] === before && pair[1] === now));
    if (disagree && renumbered) {
      throw new Error(`${this.owner}: ${told(saved)} was saved and ${told(present)} is here, and their names and their order disagree; ${advice}`);
    }
    return { pairs: first, reading: first === named ? reading : undefined };
  }
}

const advice = 'give variables and layers names of their own, or call forget(variable) for those that start anew';

/** Variables with their shapes, for a message; of many the first few. */
export function told(variables: readonly NamedShape[]): string {
  const most = 4;
  const some = variables.slice(0, most).map(({ name, shape }) => (shape ? `"${name}" [${shape.join(', ')}]` : `"${name}"`));
  return variables.length > most ? `${some.join(', ')} and ${variables.length - most} more` : some.join(', ');
}

/** A variable's name without the number that tfjs adds when the name is taken. */
function withoutNumber(name: string): string {
  return name.replace(/_\d+$/, '');
}

/** Whether a variable has got its name from tfjs alone. */
export function isBareNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** What names have in common that differ only in numbers that may have been given automatically; those are left out or replaced by #. */
function familyOf(name: string): string {
  if (isBareNumber(name)) return '#';
  const layer = /^(?<prefix>[a-z0-9_]+)_(?<className>[A-Z]\w*?)\d+(?=\/)/.exec(name)?.groups;
  // tfjs calls a layer by its class's name in both spellings, `batch_normalization_BatchNormalization2`.
  const numbered = layer !== undefined && layer['prefix']?.replaceAll('_', '') === layer['className']?.toLowerCase();
  const plain = numbered ? name.replace(/\d+(?=\/)/, '#') : name.replace(/^network\d+(?=\/)/, 'network#');
  return plain.replace(/(_\d+)+$/, '');
}

/** Whether the names of a family have a number besides one at the end, which nobody but tfjs or the kit gives. */
function hasOwnNumber(family: string): boolean {
  return family.includes('#');
}

/** A number at the end may be tfjs's only where the name without it has been taken too. */
function mayBeRenumbered(family: string, members: readonly NamedShape[]): boolean {
  return hasOwnNumber(family) || members.some(({ name }) => name === family);
}

function byFamily<Member extends NamedShape>(members: readonly Member[]): Map<string, Member[]> {
  const families = new Map<string, Member[]>();
  for (const member of members) {
    const family = familyOf(member.name);
    const known = families.get(family);
    if (known) known.push(member);
    else families.set(family, [member]);
  }
  return families;
}

/** Whether names, read in one way, are all different on each side, and those of one side all among those of the other. */
function decides(saved: readonly NamedShape[], present: readonly NamedShape[], reading: Reading): boolean {
  const [before, now] = [saved, present].map(side => new Set(side.map(({ name }) => reading(name)))) as [Set<string>, Set<string>];
  if (before.size < saved.length || now.size < present.length || saved.some(({ name }) => isBareNumber(name))) return false;
  const [fewer, more] = before.size < now.size ? [before, now] : [now, before];
  return [...fewer].every(name => more.has(name));
}

function byReading<Saved extends NamedShape, Present extends NamedShape>(
  saved: readonly Saved[],
  present: readonly Present[],
  reading: Reading,
): Array<Pair<Saved, Present>> {
  const named = new Map(saved.map(member => [reading(member.name), member]));
  return present.flatMap(now => {
    const before = named.get(reading(now.name));
    return before === undefined ? [] : [[before, now] as const];
  });
}

function zip<Saved, Present>(saved: readonly Saved[], present: readonly Present[]): Array<Pair<Saved, Present>> {
  return present.map((now, place) => [saved[place] as Saved, now] as const);
}

function fits([before, now]: Pair<NamedShape, NamedShape>): boolean {
  return before.shape === undefined || now.shape === undefined || before.shape.join() === now.shape.join();
}
