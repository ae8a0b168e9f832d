/** Grounds on which text stands: the worst of the light ones and the worst of the dark ones in `site.css`. */
export const grounds = { light: '#f5f6f4', dark: '#1b2027' } as const;

/** What WCAG 2.2 asks of text. */
const readable = 4.5;

/** The pages' colours for an accent, as a style sheet: links, buttons and marks in its nearest shades that can be read, and a dark one for the cover. */
export function accentStyle(accent: string): string {
  const [light, dark] = [shade(accent, grounds.light, '#000000', readable), shade(accent, grounds.dark, '#ffffff', readable)];
  const cover = shade(accent, '#ffffff', '#000000', 10);
  const variables = (color: string): string => `:root { --link: ${color}; --accent: ${color}; --name: ${color}; --cover: ${cover}; }`;
  return `\n/* The accent of the course */\n${variables(light)}\n@media screen and (prefers-color-scheme: dark) { ${variables(dark)} }\n`;
}

/** A colour as near as can be to the given one with at least this contrast to a ground, on its way to another colour, which has it. */
export function shade(color: string, ground: string, towards: string, contrastAtLeast: number): string {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, ground) >= contrastAtLeast) return mixed;
  }
  return towards;
}

/** The contrast of two colours as WCAG 2.2 defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(color: string, towards: string, share: number): string {
  const [from, to] = [channels(color), channels(towards)];
  return `#${from.map((part, k) => Math.round(part + share * ((to[k] ?? 0) - part)).toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
}
