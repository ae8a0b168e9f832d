/** One slide: what stands on it, and what the lecturer sees beside it. All of it is HTML. */
export interface Slide {
  /** The title of the lesson; a figure or a table with a sentence; or text. */
  readonly kind: 'title' | 'shown' | 'text';
  /** What stands above all else; empty for none. */
  readonly heading: string;
  readonly body: readonly string[];
  readonly notes: readonly string[];
  /** The code behind what is shown, which the key C unfolds. */
  readonly code: readonly string[];
}

/** The slides of a lesson: columns from left to right, each from top to bottom. */
export type Deck = ReadonlyArray<readonly Slide[]>;

/** A slide that is still being filled. */
export interface OpenSlide {
  kind: Slide['kind'];
  heading: string;
  body: string[];
  notes: string[];
  code: string[];
}

export function emptySlide(kind: Slide['kind'], heading = ''): OpenSlide {
  return { kind, heading, body: [], notes: [], code: [] };
}

/** What appears with the next key. */
export function fragment(html: string): string {
  return `<div class="fragment">${html}</div>`;
}
