// Runs in a page once its search is used.
import MiniSearch from 'minisearch';
import { indexOptions, searchOptions, type Entry } from '../search/options';
import { excerpt } from '../search/excerpt';
import type { SearchWords } from './search-field';

/** More would not be read. */
const most = 20;

window.descentSearch = { start };

function start(field: HTMLInputElement, panel: HTMLElement, words: SearchWords): void {
  const index = MiniSearch.loadJSON(window.descentSearchIndex ?? '', indexOptions);
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const list = document.createElement('ol');
  panel.append(status, list);
  const show = (): void => {
    const query = field.value.trim();
    panel.hidden = query === '';
    if (query === '') return;
    const all = index.search(query, { ...searchOptions, combineWith: 'AND' });
    const found = all.length > 0 ? all : index.search(query, { ...searchOptions, combineWith: 'OR' });
    const counted = found.length === 1 ? words.one : words.other;
    status.textContent = found.length === 0 ? words.noResults : counted.replace('{count}', found.length.toLocaleString(document.documentElement.lang));
    list.replaceChildren(...found.slice(0, most).map(({ terms, href, title, heading, text }) => result({ href, title, heading, text }, new Set(terms))));
  };
  const links = (): HTMLAnchorElement[] => Array.from(list.querySelectorAll('a'));
  const close = (): void => {
    panel.hidden = true;
  };
  field.addEventListener('input', show);
  field.addEventListener('focus', show);
  field.form?.addEventListener('keydown', event => {
    const at = links().indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Escape') {
      // The field opens the results when it is come to.
      field.focus();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      (next < 0 ? field : links()[next])?.focus();
    } else if (event.key === 'Enter' && at < 0) {
      event.preventDefault();
      if (!panel.hidden) links()[0]?.click();
    }
  });
  document.addEventListener('click', event => {
    if (event.target instanceof Node && field.form?.contains(event.target) !== true) close();
  });
  // A result on this very page is reached without a new one.
  list.addEventListener('click', close);
  show();
}

function result({ href, title, heading, text }: Pick<Entry, 'href' | 'title' | 'heading' | 'text'>, terms: ReadonlySet<string>): HTMLLIElement {
  const link = document.createElement('a');
  link.href = href;
  const name = document.createElement('strong');
  name.dir = 'auto';
  name.textContent = heading === '' ? title : `${title} › ${heading}`;
  const below = document.createElement('span');
  below.dir = 'auto';
  for (const part of excerpt(text, terms)) {
    const piece = part.found ? document.createElement('mark') : document.createElement('span');
    piece.textContent = part.text;
    below.append(piece);
  }
  link.append(name, below);
  const item = document.createElement('li');
  item.append(link);
  return item;
}
