// Runs in every page: puts the field of the search into the bar, and loads the search itself when it is first used.

/** What the script of the search offers. */
export interface Search {
  readonly start: (field: HTMLInputElement, panel: HTMLElement, words: SearchWords) => void;
}

/** What the search says, in the language of the course. */
export interface SearchWords {
  readonly search: string;
  readonly searchFor: string;
  readonly one: string;
  readonly other: string;
  readonly noResults: string;
  readonly searchFails: string;
}

declare global {
  interface Window {
    descentSearch?: Search;
    descentSearchIndex?: string;
  }
}

const given = document.currentScript?.dataset['words'];
const bar = document.querySelector('header.bar');
if (given !== undefined && bar !== null) placeField(bar, JSON.parse(given) as SearchWords);

function placeField(place: Element, words: SearchWords): void {
  const form = document.createElement('form');
  form.className = 'search';
  form.setAttribute('role', 'search');
  form.addEventListener('submit', event => event.preventDefault());
  const field = document.createElement('input');
  field.type = 'search';
  field.placeholder = `${words.search} ( / )`;
  field.setAttribute('aria-label', words.searchFor);
  field.autocomplete = 'off';
  field.spellcheck = false;
  const panel = document.createElement('div');
  panel.className = 'search-results';
  panel.hidden = true;
  form.append(field, panel);
  place.append(form);
  field.addEventListener('focus', () => load(field, panel, words), { once: true });
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function load(field: HTMLInputElement, panel: HTMLElement, words: SearchWords): void {
  const sources = ['assets/search.js', 'assets/search-index.js'];
  const loaded = sources.map(source => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  }));
  Promise.all(loaded).then(() => window.descentSearch?.start(field, panel, words)).catch(() => {
    panel.textContent = words.searchFails;
    panel.hidden = false;
  });
}
