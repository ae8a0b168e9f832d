import { figure, type Figure } from '../figures/figure';
import type { Settings } from './settings';
import { axisWith } from './views/axis';
import type { View } from './views/view';

/** A view at some settings as a figure that stands still, with its text alternative: drawn by the very code that the page runs. */
export function stillOf(view: View, settings: Settings, title: string): Figure {
  const { ground, moving, ranges, scene, says, alt } = view.draw(settings);
  const axes = scene ? { scene } : { xaxis: axisWith(view.layout.xaxis, ranges.x), yaxis: axisWith(view.layout.yaxis, ranges.y) };
  return figure({
    title,
    alt: alt ?? says.join(' '),
    data: [...ground.traces(), ...moving],
    layout: { ...view.layout, ...axes },
    height: view.height,
  });
}
