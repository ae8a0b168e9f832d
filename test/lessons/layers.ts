import { explore, type LayersViewGiven } from 'descent';
import { viewOf, type ViewSpec } from '../../lib/src/explore/views';

/** What a view of layers shows at a setting: for each of its curves the size at every layer. */
export function sizesShown(view: Omit<LayersViewGiven, 'draw'>, settings: Readonly<Record<string, number>>): Readonly<Record<string, readonly number[]>> {
  const given = Object.fromEntries(Object.entries(settings).map(([name, at]) => [name, { at, from: 0, to: 100, scale: 'linear' }] as const));
  const { code } = explore({ title: 'How large?', settings: given, views: [{ draw: 'layers', ...view }] });
  const [spec] = new Function(`return ${code}`)() as ViewSpec[];
  const { moving } = viewOf(spec as ViewSpec).draw(settings);
  return Object.fromEntries(moving.map(trace => {
    const { name, y } = trace as { name: string; y: number[] };
    return [name, y];
  }));
}
