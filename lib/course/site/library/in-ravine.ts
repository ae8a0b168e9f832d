import { descend } from '../../../src/descent';
import { explore, type Explorable, type SettingGiven } from '../../../src/explore';
import { logGrid } from '../../../src/comparison';
import { contains, symbolFor } from '../../../src/notation';
import { gradientDescent, type Method } from '../../../src/optimizers';
import { rateName } from '../../../src/optimizers/driver/declaration';
import { ravine } from '../../../src/surfaces';

const ground = ravine();
const steps = 60;
const rates = logGrid(1e-4, 10);

/** A method's way through a ravine beside gradient descent's, with a slider for each of its settings: for a method that is a formula. */
export function inRavine(method: Method): Explorable {
  const rate = rateName(method);
  const beside = method === gradientDescent ? [] : [{ method: gradientDescent, hyper: { eta: bestRate(gradientDescent) } }];
  const { title, hyper } = method.declaration;
  const settings = Object.entries(hyper).flatMap(([name, value]): Array<[string, SettingGiven]> => {
    const setting = settingOf(name, name === rate ? bestRate(method) : value);
    return setting === undefined ? [] : [[name, setting]];
  });
  const fixed = Object.fromEntries(Object.entries(hyper).filter(([name]) => !settings.some(([set]) => set === name)));
  return explore({
    title: `How does ${title} go down a ravine${beside.length > 0 ? ', and how gradient descent' : ''}?`,
    settings: { ...Object.fromEntries(settings), steps: { at: steps, from: 1, to: 200 } },
    views: [{ draw: 'paths', surface: ground, methods: [{ method, hyper: fixed }, ...beside], steps: 'steps' }],
    play: 'steps',
    caption: `At first ${beside.length > 0 ? 'each has' : 'it has'} that rate of ${rates.length} from ${rates[0]} to ${rates.at(-1)} with which the loss is smallest after ${steps} steps, `
      + 'and its defaults for everything else.',
  });
}

/** The rate with which a method is lowest after the steps; the smallest where it always flies off. */
function bestRate(method: Method): number {
  const losses = rates.map(rate => {
    const { losses: along, diverged } = descend(ground, method, { steps, hyper: { [rateName(method)]: rate } });
    return diverged ? Infinity : along.at(-1) ?? Infinity;
  });
  return rates[losses.indexOf(Math.min(...losses))] ?? 1e-4;
}

/** A slider that goes from end to end of the notation's, and as far as the value; undefined where the notation has none, or none on which the value can stand. */
function settingOf(name: string, at: number): SettingGiven | undefined {
  const symbol = symbolFor(name);
  if (symbol?.slider === undefined) return undefined;
  const { from, to, scale = 'linear' } = symbol.slider;
  const setting = { at, from: Math.min(from, at), to: Math.max(to, at), scale };
  const stands = (scale !== 'log' || setting.from > 0) && (scale !== 'complement' || setting.to < 1);
  return stands && (symbol.interval === undefined || contains(symbol.interval, at)) ? setting : undefined;
}
