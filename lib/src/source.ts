/** Where a method comes from. `lectures` are line references into the decks, `deck:line`. */
export interface Source {
  readonly paper: string;
  readonly url?: string;
  readonly lectures?: readonly string[];
}
