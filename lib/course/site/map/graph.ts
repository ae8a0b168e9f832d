/** Who needs whom, by slug, in the order of the course. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** Needs without those that follow from others, and without those that are not on the map. Errors: lessons that need each other, or themselves. */
export function direct(needs: Needs): Needs {
  const known = new Map([...needs].map(([slug, given]) => [slug, [...new Set(given)].filter(other => needs.has(other))]));
  for (const slug of known.keys()) requireNoCircle(known, slug, []);
  return new Map([...known].map(([slug, given]) => {
    const implied = new Set(given.flatMap(other => [...allNeeds(known, other)]));
    return [slug, given.filter(other => !implied.has(other))];
  }));
}

/** How many lessons stand before a lesson at least: the longest way to it. */
export function depths(needs: Needs): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const depth = (slug: string): number => {
    const known = found.get(slug) ?? Math.max(-1, ...(needs.get(slug) ?? []).map(depth)) + 1;
    found.set(slug, known);
    return known;
  };
  for (const slug of needs.keys()) depth(slug);
  return found;
}

function allNeeds(needs: Needs, slug: string, found = new Set<string>()): Set<string> {
  for (const other of needs.get(slug) ?? []) {
    if (found.has(other)) continue;
    found.add(other);
    allNeeds(needs, other, found);
  }
  return found;
}

function requireNoCircle(needs: Needs, slug: string, path: readonly string[]): void {
  if (path.includes(slug)) throw new Error(`site: a lesson cannot need itself: ${[...path.slice(path.indexOf(slug)), slug].join(' needs ')}`);
  for (const other of needs.get(slug) ?? []) requireNoCircle(needs, other, [...path, slug]);
}
