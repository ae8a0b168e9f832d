import type { Metadata } from '../jupyter/client/notebook-file';
import { emptySlide, fragment, type Deck, type OpenSlide } from './deck';
import type { Piece } from './pieces';

/** What Jupyter's slideshow metadata says of a cell. */
export type SlideType = 'slide' | 'subslide' | 'fragment' | 'skip' | 'notes' | '-';

const types: readonly SlideType[] = ['slide', 'subslide', 'fragment', 'skip', 'notes'];

/** The `slide_type` of a cell; "-" where it has none, or one that Jupyter does not know. */
export function slideTypeOf({ slideshow }: Metadata): SlideType {
  const type = typeof slideshow === 'object' && slideshow !== null && 'slide_type' in slideshow ? slideshow.slide_type : undefined;
  return types.find(known => known === type) ?? '-';
}

/** The pieces of a cell, and what its author wants of it. */
export interface TypedCell {
  readonly type: SlideType;
  readonly pieces: readonly Piece[];
}

/**
 * The slides of a notebook whose author has laid them out in Jupyter: `slide` starts a column, `subslide` the next slide of the column, `fragment`
 * comes with the next key, `notes` are the lecturer's, `skip` is left out, and every other cell goes on with the slide before it. All of a cell is
 * shown, its first heading above the rest; the code waits for its key.
 */
export function slidesByMetadata(cells: readonly TypedCell[]): Deck {
  const columns: OpenSlide[][] = [];
  for (const { type, pieces } of cells) {
    if (type === 'skip') continue;
    if (type === 'slide' || columns.length === 0) columns.push([emptySlide('text')]);
    else if (type === 'subslide') columns.at(-1)?.push(emptySlide('text'));
    const slide = columns.at(-1)?.at(-1) as OpenSlide;
    if (type === 'notes') slide.notes.push(...pieces.map(whole));
    else fill(slide, pieces, type === 'fragment');
  }
  return columns;
}

function fill(slide: OpenSlide, pieces: readonly Piece[], asFragment: boolean): void {
  const shown: string[] = [];
  for (const piece of pieces) {
    const first = slide.heading === '' && slide.body.length === 0 && shown.length === 0 && !asFragment;
    if (piece.kind === 'code') slide.code.push(piece.html);
    else if (piece.kind === 'heading' && first) {
      slide.heading = piece.html;
      if (piece.level === 1) slide.kind = 'title';
    } else {
      if (piece.kind === 'shown' && slide.kind === 'text') slide.kind = 'shown';
      shown.push(whole(piece));
    }
  }
  if (shown.length > 0) slide.body.push(...(asFragment ? [fragment(shown.join('\n'))] : shown));
}

function whole(piece: Piece): string {
  switch (piece.kind) {
    case 'heading': return `<h3>${piece.html}</h3>`;
    case 'folded': return `<details><summary>${piece.question}</summary>${piece.answer}</details>`;
    case 'shown': return piece.caption === '' ? piece.html : `${piece.html}<p class="descent-caption">${piece.caption}</p>`;
    default: return piece.html;
  }
}
