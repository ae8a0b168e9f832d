/** What links of a site may lead to. */
export interface SiteFiles {
  /** Of each page by the name of its file. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
  /** Other files by their paths. */
  readonly others: ReadonlySet<string>;
}

/**
 * A page whose links lead somewhere: one to a file that the site does not have, such as a lesson that was left out, is no link any more; one to a part
 * that its page does not have leads to the page, or to the part whose name differs only in capitals, as Jupyter writes it.
 */
export function withLivingLinks(file: string, html: string, { anchors, others }: SiteFiles): string {
  return html.replace(/(<a\b[^>]*?) href="([^"]*)"/g, (whole, before: string, href: string) => {
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href) || href === '') return whole;
    const [path = '', anchor] = href.split('#');
    const target = anchors.get(decoded(path) || file);
    if (target === undefined) return others.has(decoded(path)) ? whole : before;
    if (anchor === undefined) return whole;
    const id = target.find(one => one.toLowerCase() === decoded(anchor).toLowerCase());
    return id === undefined ? `${before} href="${path || '#'}"` : `${before} href="${path}#${id}"`;
  });
}

/** The anchors of a page. */
export function idsOf(html: string): readonly string[] {
  return [...html.matchAll(/<[a-z][^<>]*? id="([^"]+)"/g)].map(([, id = '']) => id);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('&amp;', '&'));
  } catch {
    return text;
  }
}
