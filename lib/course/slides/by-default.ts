import type { Token } from '../site/markdown';
import { emptySlide, fragment, type Deck, type OpenSlide } from './deck';
import { boldSentences, keySentences, type Shown } from './key-sentences';
import type { ListItem, Piece } from './pieces';

type Html = (tokens: readonly Token[]) => string;
type Of<Kind extends Piece['kind']> = Extract<Piece, { kind: Kind }>;

/** Lines of text that a slide holds below its heading, and signs in a line. */
const [room, line] = [10, 66];

/** So much more is taken in, set a little smaller, where a slide with nothing else would have to follow. */
const stretch = 2.5;

/** A sentence of at most two lines can stand below a figure. */
const belowFigure = 2 * line;

/**
 * The slides of a lesson whose notebook says nothing of slides.
 *
 * The title makes the first one; a heading `##` starts a column, a deeper one the next slide of the column. A figure, a table and whatever else is
 * shown has a slide of its own, below the paragraph before it; the paragraph after it, which tells what is to be seen, is for the lecturer's notes,
 * and only its bold sentences, or all of it where it is short, come onto the slide, with the next key. Other text flows: where the next paragraph has
 * no room, a slide of the same heading goes on. A long paragraph, or item of a list, is shown by its key sentences (`keySentences`), and whole in the
 * notes. A folded question is a slide, on which the answer comes with the next key. Code waits on the slide of what it shows.
 */
export function slidesByDefault(pieces: readonly Piece[], html: Html): Deck {
  return new Layout(html).of(pieces);
}

/** What stands before and after a piece, code left aside. */
interface Neighbours {
  readonly before: Piece['kind'] | undefined;
  readonly next: Piece['kind'] | undefined;
}

class Layout {
  private readonly columns: OpenSlide[][] = [[emptySlide('title')]];
  /** How many lines of the last slide are taken. */
  private taken = 0;
  /** Code whose outputs have not come yet. */
  private code: string[] = [];

  constructor(private readonly html: Html) {}

  of(pieces: readonly Piece[]): Deck {
    pieces.forEach((piece, index) => {
      const [before, next] = [pieces[index - 1], pieces.slice(index + 1).find(({ kind }) => kind !== 'code')];
      this.add(piece, { before: before?.kind, next: next?.kind });
    });
    this.last.code.push(...this.code);
    return this.columns.map(column => column.filter(({ kind, heading, body }) => kind === 'title' || heading !== '' || body.length > 0)).filter(column => column.length > 0);
  }

  private add(piece: Piece, { before, next }: Neighbours): void {
    switch (piece.kind) {
      case 'heading': return this.heading(piece);
      case 'paragraph': return before === 'shown' ? this.seen(piece, next) : next === 'shown' ? this.leadUp(piece) : this.text(piece, next);
      case 'list': return this.list(piece, next);
      case 'block': return this.flow(piece.html, piece.lines, next);
      case 'folded': return this.question(piece);
      case 'shown': return this.shown(piece);
      case 'code': return void this.code.push(piece.html);
    }
  }

  private get last(): OpenSlide {
    return this.columns.at(-1)?.at(-1) as OpenSlide;
  }

  private heading({ level, html }: Of<'heading'>): void {
    const untitled = this.columns.length === 1 && this.last.kind === 'title' && this.last.heading === '';
    if (level === 1 && untitled) this.last.heading = html;
    else if (level <= 2) this.columns.push([this.fresh(html)]);
    else this.goOn(html);
  }

  private fresh(heading: string): OpenSlide {
    this.taken = 0;
    return emptySlide('text', heading);
  }

  /** The next slide of the column. One that has nothing but its heading yet is taken for it. */
  private goOn(heading = this.last.kind === 'title' ? '' : this.last.heading): void {
    const { kind, body } = this.last;
    if (kind === 'text' && body.length === 0 && this.last.heading === heading) return;
    this.columns.at(-1)?.push(this.fresh(heading));
  }

  private flow(html: string, lines: number, next: Neighbours['next']): void {
    if (!this.hasRoom(lines, flows(next))) this.goOn();
    this.last.body.push(html);
    this.taken += lines;
  }

  private hasRoom(lines: number, more: boolean): boolean {
    return this.last.kind === 'text' && (this.taken === 0 || this.taken + lines <= (more ? room : room + stretch));
  }

  private text({ html, sentences }: Of<'paragraph'>, next: Neighbours['next']): void {
    const first = this.last.kind !== 'text' || this.last.body.length === 0;
    const shown = keySentences(sentences, this.html, { alone: first && !flows(next) });
    this.flow(`<p>${shown.html}</p>`, linesOf(shown), next);
    if (!shown.whole) this.last.notes.push(html);
  }

  /** What stands above a figure. */
  private leadUp({ html, sentences }: Of<'paragraph'>): void {
    const shown = keySentences(sentences, this.html, { plain: 'last' });
    this.goOn();
    this.last.kind = 'shown';
    this.last.body.push(`<p class="lead">${shown.html}</p>`);
    if (!shown.whole) this.last.notes.push(html);
  }

  /** A long table goes on on the next slides. */
  private shown({ html, caption, parts = [html] }: Of<'shown'>): void {
    for (const part of parts) this.shownWhole(part, part === parts[0] ? caption : '');
  }

  private shownWhole(html: string, caption: string): void {
    const waiting = this.last.kind === 'shown' && this.last.body.every(part => part.startsWith('<p class="lead">'));
    if (!waiting) this.goOn();
    const slide = this.last;
    slide.kind = 'shown';
    slide.body.push(html);
    if (caption !== '') slide.notes.push(`<p>${caption}</p>`);
    slide.code.push(...this.code);
    this.code = [];
  }

  /** What is to be seen in a figure. */
  private seen({ html, sentences }: Of<'paragraph'>, next: Neighbours['next']): void {
    this.last.notes.push(html);
    const all = keySentences(sentences, this.html);
    const shown = all.whole && all.length <= belowFigure ? all : boldSentences(sentences, this.html);
    if (shown.length === 0) return;
    if (shown.length <= belowFigure) this.last.body.push(fragment(`<p class="seen">${shown.html}</p>`));
    else this.flow(`<p>${shown.html}</p>`, linesOf(shown), next);
  }

  private list({ tag, items }: Of<'list'>, next: Neighbours['next']): void {
    let open: string[] = [];
    const close = (): void => {
      if (open.length > 0) this.last.body.push(`<${tag}>${open.map(item => `<li>${item}</li>`).join('')}</${tag}>`);
      open = [];
    };
    for (const [index, item] of items.entries()) {
      const { html, whole, ...shown } = this.itemShown(item);
      if (!this.hasRoom(linesOf(shown), index < items.length - 1 || flows(next))) {
        close();
        this.goOn();
      }
      open.push(html);
      this.taken += linesOf(shown);
      if (!whole) this.last.notes.push(`<p>${item.html}</p>`);
    }
    close();
  }

  private itemShown({ html, sentences }: ListItem): Shown {
    return sentences.length === 0 ? { html, length: 2 * line, whole: true } : keySentences(sentences, this.html);
  }

  private question({ question, answer }: Of<'folded'>): void {
    this.goOn();
    this.last.body.push(`<p class="question">${question}</p>`, fragment(answer));
    this.taken = room;
  }
}

/** Whether what comes next would stand on the same slide. */
function flows(next: Neighbours['next']): boolean {
  return next === 'paragraph' || next === 'list' || next === 'block';
}

/** Half a line is left below each paragraph. */
function linesOf({ length }: Pick<Shown, 'length'>): number {
  return Math.ceil(length / line) + 0.5;
}
