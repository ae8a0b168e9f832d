import type { Measured, WrongVersion } from './exercise';
import { written } from './numbers';

/** Slips beyond this many that give the same numbers are not named. */
const most = 3;

/**
 * Whose numbers these are. What has a name is named, with its formula beside the one that is `asked` for, or with the slip that it is; slips that come
 * to the same are all said, since the numbers cannot tell which it was. Undefined where they are nobody's.
 */
export function whoseNumbers(found: readonly WrongVersion[], asked: string | undefined): string | undefined {
  const of = (kind: WrongVersion['kind']): readonly WrongVersion[] => found.filter(version => version.kind === kind);
  const [[bug], [known], slips] = [of('bug'), of('named'), [...new Set(of('slip').map(({ says }) => says))].slice(0, most)];
  if (bug !== undefined) return bug.says;
  const [slip] = slips;
  if (known !== undefined) {
    const formulas = asked === undefined ? '' : ` (${known.formula}); this exercise asks for ${asked}`;
    return `your numbers are those of ${known.says}${slip === undefined ? formulas : `: ${slip}`}`;
  }
  return slip === undefined ? undefined : `your numbers are those of a version in which ${slips.join('; or, which comes to the same, ')}`;
}

/** "bit error rate: 0.0143". */
export function measuredWords({ what, value }: Measured): string {
  return `${what}: ${written(value)}`;
}
