import type { Setting } from '../settings';

/** The part of the address after #, by which a link shows the same picture: `x1f2e=eta:0.03,gamma:0.8`, one part for each figure that was moved. */
export function readFragment(key: string, settings: readonly Setting[]): Record<string, number> | undefined {
  const part = parts().find(([name]) => name === key);
  if (part === undefined) return undefined;
  const known = new Map(settings.map(setting => [setting.name, setting]));
  const read: Record<string, number> = {};
  for (const pair of decoded(part[1]).split(',')) {
    const [name = '', text = ''] = pair.split(':');
    const setting = known.get(name);
    const value = Number(text);
    if (setting === undefined || text === '' || !Number.isFinite(value)) continue;
    if (setting.slider && (value < setting.slider.from || value > setting.slider.to)) continue;
    if (setting.options && setting.options[value] === undefined) continue;
    read[name] = value;
  }
  return read;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The fragment with this figure's settings in it; only those that differ from where they stood at first. */
export function fragmentWith(key: string, settings: readonly Setting[], values: Readonly<Record<string, number>>): string {
  const moved = settings.filter(({ name, at }) => values[name] !== at).map(({ name }) => `${name}:${values[name]}`);
  const others = parts().filter(([name]) => name !== key);
  const all = moved.length > 0 ? [...others, [key, encodeURIComponent(moved.join(',')).replace(/%3A/g, ':').replace(/%2C/g, ',')] as const] : others;
  return all.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Whether the fragment is the place in a deck of slides, `#/3/1`: that is the deck's, and no figure writes over it. */
export function namesPlace(): boolean {
  return location.hash.startsWith('#/');
}

/** Other fragments, such as the heading that a link led to, are no settings and go when a figure is moved. */
function parts(): Array<readonly [string, string]> {
  return location.hash.slice(1).split('&').flatMap(part => {
    const [, name, value] = /^(x[0-9a-f]+)=(.*)$/.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}
