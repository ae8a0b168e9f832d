/** Where something of the kit comes from. */
export interface Source {
  /** Authors and year, with the equation where it is known; or in words what it is, where no paper is behind it. */
  readonly paper: string;
  /** Where the paper can be read. */
  readonly url?: string;
  /** References into the lectures' decks, each `deck:line`. */
  readonly lectures?: readonly string[];
}
