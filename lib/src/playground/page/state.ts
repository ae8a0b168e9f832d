/** What the reader has typed and chosen. */
export interface PageState {
  readonly update: string;
  readonly at: string;
  readonly first: Readonly<Record<string, number | string>>;
  readonly beside: string;
  /** Of hyper-parameters, start, surface and steps, by the names of the settings. */
  readonly values: Readonly<Record<string, number>>;
}

/** The part of the address after #, by which a link shows the same rule. Undefined where there is none, or none that can be read. */
export function readState(key: string): Partial<PageState> | undefined {
  const [, text] = new RegExp(`(?:^|&)${key}=([^&]*)`).exec(location.hash.slice(1)) ?? [];
  if (text === undefined) return undefined;
  try {
    const { update, at, first, beside, values } = JSON.parse(decodeURIComponent(text)) as Record<string, unknown>;
    return {
      ...(typeof update === 'string' && { update: update.slice(0, longest) }),
      ...(typeof at === 'string' && { at: at.slice(0, longest) }),
      ...(typeof beside === 'string' && { beside }),
      ...{ first: firstsIn(first), values: numbersIn(values) },
    };
  } catch {
    return undefined;
  }
}

/** The longest rule that a link may hold. */
const longest = 4000;

function numbersIn(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1])));
}

function firstsIn(value: unknown): Record<string, number | string> {
  if (typeof value !== 'object' || value === null) return {};
  const isFirst = (entry: [string, unknown]): entry is [string, number | string] => typeof entry[1] === 'string' || Number.isFinite(entry[1]);
  return Object.fromEntries(Object.entries(value).filter(isFirst));
}

export function fragmentOf(key: string, state: PageState): string {
  return `#${key}=${encodeURIComponent(JSON.stringify(state))}`;
}
