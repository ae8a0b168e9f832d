/** A labelled choice. */
export function chooser(label: string, options: readonly string[], onChoose: (index: number) => void): { element: HTMLElement; show(index: number): void } {
  const element = document.createElement('label');
  const select = document.createElement('select');
  for (const option of options) select.add(new Option(option));
  element.append(`${label}: `, select);
  select.addEventListener('change', () => onChoose(select.selectedIndex));
  return { element, show: index => void (select.selectedIndex = index) };
}

/** First values of what a rule remembers, a field each. */
export function firstValues(onChange: (slot: string, value: number | string) => void): {
  element: HTMLElement;
  show(slots: readonly string[], values: Readonly<Record<string, number | string>>): void;
} {
  const element = document.createElement('div');
  element.className = 'descent-firsts';
  let shown = '';
  return {
    element,
    show: (slots, values) => {
      if (shown !== slots.join()) {
        shown = slots.join();
        element.replaceChildren(...slots.map(slot => {
          const label = document.createElement('label');
          const input = document.createElement('input');
          input.spellcheck = false;
          input.dataset['slot'] = slot;
          label.append(`${slot} starts at `, input);
          input.addEventListener('input', () => {
            const text = input.value.trim();
            onChange(slot, text !== '' && Number.isFinite(Number(text)) ? Number(text) : text || 0);
          });
          return label;
        }));
      }
      element.querySelectorAll('input').forEach(input => {
        if (input !== document.activeElement) input.value = String(values[input.dataset['slot'] ?? ''] ?? 0);
      });
    },
  };
}

export function paragraph(className: string, live: 'polite' | 'off'): HTMLParagraphElement {
  const element = document.createElement('p');
  element.className = className;
  element.setAttribute('aria-live', live);
  return element;
}

/** The declaration, folded away, with a button that copies it. */
export function declarationBox(): { element: HTMLElement; show(text: string): void } {
  const element = document.createElement('details');
  element.className = 'descent-declaration';
  const summary = document.createElement('summary');
  summary.textContent = 'The rule as a declaration, to paste into a cell or a file';
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.textContent = 'Copy';
  copy.addEventListener('click', () => {
    // From disk a page may not write to the clipboard; then the text is selected, ready for the keys.
    const select = (): void => void getSelection()?.selectAllChildren(pre);
    if (navigator.clipboard === undefined) select();
    else navigator.clipboard.writeText(pre.textContent ?? '').then(() => (copy.textContent = 'Copied'), select);
  });
  element.append(summary, pre, copy);
  return {
    element,
    show: text => {
      pre.textContent = text;
      copy.textContent = 'Copy';
    },
  };
}
