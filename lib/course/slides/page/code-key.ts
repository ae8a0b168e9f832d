import type { RevealApi } from './reveal';

/** The key C, and a button on slides that have code, show the code of every slide or hide it. */
export function codeKey(reveal: RevealApi): void {
  const button = document.querySelector('.code-button') as HTMLButtonElement;
  const toggle = (): void => {
    const shown = document.body.classList.toggle('with-code');
    button.setAttribute('aria-pressed', String(shown));
  };
  const follow = (): void => {
    button.hidden = reveal.getCurrentSlide()?.querySelector('.listing') == null;
  };
  reveal.addKeyBinding({ keyCode: 67, key: 'C', description: button.dataset['keySays'] ?? '' }, toggle);
  button.addEventListener('click', () => {
    toggle();
    // Else the next blank would press it again instead of going on.
    button.blur();
  });
  reveal.on('slidechanged', follow);
  follow();
}
