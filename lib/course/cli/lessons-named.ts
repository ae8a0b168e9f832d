/** The lessons that a command is about: those that it names, in the course's order, or all. Errors: one that there is not. */
export function lessonsNamed(named: readonly string[], known: readonly string[]): string[] {
  const unknown = named.find(slug => !known.includes(slug));
  if (unknown !== undefined) throw new Error(`there is no notebook "${unknown}"; known: ${known.join(', ')}`);
  return named.length === 0 ? [...known] : known.filter(slug => named.includes(slug));
}
