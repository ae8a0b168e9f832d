import { expect, test } from 'vitest';
import { nearestSymbol, qam16, symbolChannel } from '../../lib/src/channel';
import { detectionMap, figure } from '../../lib/src/figures';

const title = 'Which symbol was sent?';
const channel = symbolChannel({ snr: 100 });
const received = channel.send({ size: 1000 });

test('the ground has the colour of the symbol that each place is decided for, the points that of what was sent', async () => {
  const { data } = await detectionMap({ title, received, decide: places => nearestSymbol(channel, places) });
  const [ground, ...sent] = data as { x: number[]; y: number[]; z: number[][]; name: string; marker: { color: string }; colorscale: [number, string][] }[];
  const at = (i: number, q: number): number | undefined => ground?.z[ground.y.findIndex(y => y >= q)]?.[ground.x.findIndex(x => x >= i)];
  // Without noise to speak of, each symbol lies where its number says: bit 0 right and above, bit 1 left and below.
  expect([at(0.7, 0.7), at(0.7, -0.7), at(-0.7, 0.7), at(-0.7, -0.7)]).toEqual([0, 1, 2, 3]);
  expect(sent.map(({ name }) => name)).toEqual(['00 was sent', '01 was sent', '10 was sent', '11 was sent']);
  for (const [symbol, { x, y, marker }] of sent.entries()) {
    expect(x.every((i, k) => at(i, y[k] as number) === symbol)).toBe(true);
    expect(ground?.colorscale[2 * symbol + 1]?.[1]).toBe(marker.color);
  }
  expect(new Set(sent.map(({ marker }) => marker.color)).size).toBe(4);
  expect(sent.reduce((sum, { x }) => sum + x.length, 0)).toBe(400);
});

test('it is told in words, with the errors of a detector that may take its time', async () => {
  // Decides for symbol 0 always: of every symbol half of the bits are wrong, on average; these 1000 are counted here.
  const wrong = received.labels.reduce((sum, label) => sum + (label >> 1) + (label & 1), 0) / 2000;
  const { alt } = await detectionMap({ title, received, decide: async ({ size }) => new Int32Array(size), says: 'It does not try.' });
  expect(alt).toBe('400 received symbols of QPSK and the ground on which each is decided for. '
    + `Of 1000 symbols ${Number((100 * wrong).toPrecision(3))} % of the bits are decided wrongly. It does not try.`);
});

test('of sixteen symbols the legend would hide the picture', async () => {
  const many = symbolChannel({ snr: 20, constellation: qam16 });
  const map = await detectionMap({ title, received: many.send({ size: 50 }), constellation: qam16, decide: places => nearestSymbol(many, places) });
  expect(map.layout?.showlegend).toBe(false);
  expect(figure(map).data.length).toBe(17);
});

test('what arrived through fading is no point of a plane', async () => {
  const fading = symbolChannel({ snr: 5, fading: 'rayleigh' });
  await expect(detectionMap({ title, received: fading.send({ size: 5 }), decide: r => nearestSymbol(fading, r) })).rejects
    .toThrow('detection map: each example needs two features to be a point, got 4');
});
