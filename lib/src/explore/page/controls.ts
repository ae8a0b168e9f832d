import { placeOf, places, settingText, valueAt, type Setting } from '../settings';

/** The controls of a figure: one for each setting that has a slider or options, and a button that puts all back. */
export interface Controls {
  readonly element: HTMLElement;
  /** Shows these values. */
  show(values: Readonly<Record<string, number>>): void;
  /** Shows whether a setting is being played; where none can be, nothing. */
  showPlaying(playing: boolean): void;
}

export function controls(
  settings: readonly Setting[],
  { onMove, onReset, onPlay, key }: { onMove: (name: string, value: number) => void; onReset: () => void; onPlay?: () => void; key: string },
): Controls {
  const form = document.createElement('form');
  form.className = 'descent-controls';
  form.addEventListener('submit', event => event.preventDefault());
  const shows = settings.flatMap(setting => {
    const control = setting.slider ? slider(setting, setting.slider, onMove) : setting.options ? choice(setting, setting.options, onMove) : undefined;
    if (control === undefined) return [];
    form.append(control.element);
    return [{ name: setting.name, show: control.show }];
  });
  const reset = document.createElement('button');
  reset.type = 'button';
  reset.textContent = 'Reset';
  reset.addEventListener('click', onReset);
  const link = document.createElement('a');
  link.textContent = 'Link to this picture';
  link.className = 'descent-link';
  link.dataset['key'] = key;
  const last = document.createElement('span');
  last.className = 'descent-last';
  const play = onPlay && playButton(onPlay);
  last.append(...(play ? [play] : []), reset, link);
  form.append(last);
  return {
    element: form,
    show: values => shows.forEach(({ name, show }) => show(values[name] as number)),
    showPlaying: playing => {
      if (play) play.textContent = playing ? 'Pause' : 'Play';
    },
  };
}

function playButton(onPlay: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'descent-play';
  button.textContent = 'Play';
  button.addEventListener('click', onPlay);
  return button;
}

interface Control {
  readonly element: HTMLElement;
  show(value: number): void;
}

function slider(setting: Setting, range: NonNullable<Setting['slider']>, onMove: (name: string, value: number) => void): Control {
  const { name, label, at } = setting;
  const element = document.createElement('label');
  // No <output>: a label names the first control in it, and an <output> counts as one.
  const shown = document.createElement('b');
  const input = document.createElement('input');
  input.type = 'range';
  input.min = '0';
  const whole = range.whole === true && range.scale !== 'log' && range.to - range.from <= 400;
  input.max = String(whole ? range.to - range.from : places);
  input.step = whole ? '1' : 'any';
  input.dataset['setting'] = name;
  const text = document.createElement('span');
  text.append(`${label}: `, shown);
  element.append(text, input);
  const toValue = (place: number): number => (whole ? range.from + Math.round(place) : valueAt(range, place));
  const toPlace = (value: number): number => (whole ? value - range.from : placeOf(range, value));
  let current = at;
  input.addEventListener('input', () => onMove(name, toValue(Number(input.value))));
  // Of a slider without steps the browser's arrow keys would move by a hundredth of a place.
  input.addEventListener('keydown', event => {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onMove(name, nextValue(current, by, toValue, toPlace, Number(input.max)));
  });
  return {
    element,
    show: value => {
      current = value;
      input.value = String(toPlace(value));
      shown.textContent = settingText(setting, value);
      input.setAttribute('aria-valuetext', settingText(setting, value));
    },
  };
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 20, PageDown: -20, Home: -Infinity, End: Infinity,
};

/** The next place in this direction whose value differs: neighbouring places of a slider for whole numbers may share one. */
function nextValue(value: number, by: number, toValue: (place: number) => number, toPlace: (value: number) => number, last: number): number {
  const clipped = (place: number): number => Math.min(last, Math.max(0, place));
  let place = clipped(Number.isFinite(by) ? Math.round(toPlace(value)) + by : by);
  while (toValue(place) === value && place > 0 && place < last) place = clipped(place + Math.sign(by));
  return toValue(place);
}

function choice({ name, label }: Setting, options: readonly string[], onMove: (name: string, value: number) => void): Control {
  const element = document.createElement('label');
  const select = document.createElement('select');
  select.dataset['setting'] = name;
  for (const option of options) select.add(new Option(option));
  element.append(`${label}: `, select);
  select.addEventListener('change', () => onMove(name, select.selectedIndex));
  return { element, show: value => void (select.selectedIndex = value) };
}
