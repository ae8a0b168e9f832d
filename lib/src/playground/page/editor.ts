import type { RuleFault } from '../rule';

/** The lines that the reader types, and what is wrong with them. */
export interface Editor {
  readonly element: HTMLElement;
  update: string;
  at: string;
  /** Says what is wrong and points there; nothing when nothing is. */
  showFault(fault: RuleFault | undefined): void;
}

let count = 0;

export function editor(onEdit: () => void): Editor {
  const id = `descent-rule-${++count}`;
  const element = document.createElement('div');
  element.className = 'descent-editor';
  const asTyped = 'spellcheck="false" autocapitalize="off" autocomplete="off"';
  element.innerHTML = `<label for="${id}">Your update rule</label><textarea id="${id}" rows="6" ${asTyped} aria-describedby="${id}-fault"></textarea>`
    + `<label class="descent-at">gradient asked at <input ${asTyped} size="16"></label><div id="${id}-fault" class="descent-fault" role="alert"></div>`;
  const text = element.querySelector('textarea') as HTMLTextAreaElement;
  const at = element.querySelector('input') as HTMLInputElement;
  const fault = element.querySelector('.descent-fault') as HTMLElement;
  text.addEventListener('input', onEdit);
  at.addEventListener('input', onEdit);
  return {
    element,
    get update() { return text.value; },
    set update(value: string) {
      text.value = value;
      text.rows = Math.max(4, value.split('\n').length + 1);
    },
    get at() { return at.value; },
    set at(value: string) { at.value = value; },
    showFault: found => {
      text.setAttribute('aria-invalid', String(found !== undefined));
      fault.replaceChildren();
      if (found === undefined) return;
      const said = document.createElement('p');
      said.textContent = found.place === undefined ? found.message : `line ${found.place.row}: ${found.message}`;
      fault.append(said);
      if (found.place?.column === undefined) return;
      const where = document.createElement('pre');
      where.textContent = `${found.place.line}\n${' '.repeat(found.place.column - 1)}^`;
      // Read aloud, a caret says nothing that the sentence has not said.
      where.setAttribute('aria-hidden', 'true');
      fault.append(where);
    },
  };
}
