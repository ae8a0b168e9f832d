/** For each function of a lesson right answers, and wrong ones with a word of what the student is told. */
export type Answers = Readonly<Record<string, { readonly right: readonly string[]; readonly wrong: readonly (readonly [code: string, told: RegExp])[] }>>;
