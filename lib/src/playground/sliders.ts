import { axisLabel } from '../explore/given';
import type { Setting } from '../explore/settings';
import { symbolFor, type Slider } from '../notation';

/** A slider for a hyper-parameter: the notation's, or one around its first value that stays in its interval. */
export function sliderFor(name: string, value: number): Setting {
  const symbol = symbolFor(name);
  return { name, label: axisLabel(name), at: value, slider: symbol?.slider ?? around(value, symbol?.interval ?? '[0, inf)') };
}

function around(value: number, interval: string): Slider {
  const [, open = '[', low = '0', high = 'inf', close = ')'] = /^([[(])\s*([^,]+),\s*([^\])]+)([\])])$/.exec(interval) ?? [];
  const reach = 4 * Math.abs(value) || 1;
  const from = low === '-inf' ? -reach : Number(low) + (open === '(' ? reach / 400 : 0);
  const to = high === 'inf' ? Math.max(from, 0) + reach : Number(high) - (close === ')' ? 0.01 : 0);
  return { from, to };
}
