import { notation, symbolFor, contains, type Slider, type Symbol } from '../notation';
import { requireKnown } from '../options';
import { plainGlyph } from '../plain-symbol';
import { within, type Setting } from './settings';

/** A setting as an author gives it: where it stands at first, and what may differ from the notation. */
export type SettingGiven =
  | number
  | {
      /** Where it stands at first. */
      readonly at: number;
      /** The smallest value of its slider; default the notation's. */
      readonly from?: number;
      /** The largest value of its slider; default the notation's. */
      readonly to?: number;
      /** How the slider goes through them; default the notation's. */
      readonly scale?: Slider['scale'];
      /** Whether only whole numbers make sense. Default false. */
      readonly whole?: boolean;
      /** What stands beside it; default its symbol and what it means. */
      readonly label?: string;
    }
  | {
      /** The option that is chosen at first. */
      readonly choose: string;
      /** What can be chosen. */
      readonly of: readonly string[];
      /** What stands beside it; default the setting's name. */
      readonly label?: string;
    };

/** What the notation does not list, because it is no symbol of a formula. */
const steps: Symbol & { readonly slider: Slider } = { glyph: '', meaning: 'steps', slider: { from: 1, to: 200 } };

/**
 * The settings of an explorable. Range and label come from the notation where they are not given.
 * Errors: a range that is missing, empty or leaves the symbol's interval; a first value outside of it; an option that is not among those to choose from.
 */
export function settingsOf(given: Readonly<Record<string, SettingGiven>>): Setting[] {
  return Object.entries(given).map(([name, one]) => {
    const where = `explore: setting "${name}"`;
    if (typeof one === 'object' && 'choose' in one) {
      requireKnown(where, one, ['choose', 'of', 'label']);
      const at = one.of.indexOf(one.choose);
      if (at < 0) throw new Error(`${where}: "${one.choose}" is not among ${one.of.join(', ')}`);
      return { name, label: one.label ?? name, at, options: one.of };
    }
    const { at, label, whole = name === 'steps' || name === 't', ...own } = typeof one === 'number' ? { at: one } : one;
    requireKnown(where, own, ['from', 'to', 'scale']);
    const symbol: Symbol | undefined = name === 'steps' ? steps : symbolFor(name);
    const from = own.from ?? symbol?.slider?.from;
    const to = own.to ?? symbol?.slider?.to;
    const scale = own.scale ?? symbol?.slider?.scale ?? 'linear';
    if (from === undefined || to === undefined) throw new Error(`${where}: the notation has no range for it; give { at, from, to }`);
    if (!(from < to) || (scale === 'log' && from <= 0) || (scale === 'complement' && to >= 1)) {
      throw new Error(`${where}: from ${from} to ${to} is no range on a ${scale} slider`);
    }
    for (const end of [from, to]) {
      if (symbol?.interval === undefined || contains(symbol.interval, end)) continue;
      throw new Error(`${where}: must be in ${symbol.interval}, got a slider from ${from} to ${to}`);
    }
    if (within({ from, to }, at) !== at) throw new Error(`${where}: must be between ${from} and ${to}, got ${at}`);
    return { name, at, label: label ?? labelOf(name, symbol), slider: { from, to, scale, ...(whole && { whole }) } };
  });
}

/** "η, learning rate". */
function labelOf(name: string, symbol: Symbol | undefined): string {
  if (symbol === undefined) return name;
  return [plainGlyph(symbol.glyph), symbol.meaning].filter(part => part !== '').join(', ');
}

/** What an axis says of a name: "η, learning rate" where the notation lists it. */
export function axisLabel(name: string): string {
  return labelOf(name, Object.hasOwn(notation, name) ? symbolFor(name) : undefined);
}
