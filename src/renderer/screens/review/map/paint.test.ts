import { describe, expect, it } from 'vitest';
import { wholePlane } from './camera';
import { layers, packed, paintPoints } from './paint';

const [width, height] = [200, 100];
const paints = { outside: packed('#333333'), ring: packed('#ffffff') };
const red = packed('#d55e00');

function paint(xs: number[], ys: number[], layer: number[]): Uint32Array {
  const pixels = new Uint32Array(width * height);
  const points = {
    x: Float32Array.from(xs),
    y: Float32Array.from(ys),
    colors: new Uint32Array(xs.length).fill(red),
    layer: Uint8Array.from(layer),
  };
  paintPoints(pixels, wholePlane(width, height), points, paints);
  return pixels;
}

describe('painting points', () => {
  it('puts red, green and blue where a canvas expects them', () => {
    const [r, g, b, a] = new Uint8Array(Uint32Array.of(red).buffer);
    expect([r, g, b, a]).toEqual([0xd5, 0x5e, 0x00, 0xff]);
  });

  it('paints a round disc around the point', () => {
    const pixels = paint([0], [0], [layers.shown]);
    const at = (x: number, y: number) => pixels[(50 + y) * width + 100 + x];
    expect([at(0, 0), at(2, 0), at(0, -2)]).toEqual([red, red, red]);
    const reach = [0, 1, 2, 3, 4, 5, 6].findLast((x) => at(x, 0) === red) as number;
    expect(at(reach, reach)).toBe(0);
    expect(at(-reach, 0)).toBe(red);
  });

  it('paints selected points over shown ones, and those over what is filtered out', () => {
    const centre = 50 * width + 100;
    const three = [layers.selected, layers.shown, layers.outside];
    expect(paint([0, 0, 0], [0, 0, 0], three)[centre]).toBe(red);
    expect(paint([0], [0], [layers.selected])).toContain(paints.ring);
    expect(paint([0], [0], [layers.outside])[centre]).toBe(paints.outside);
  });

  it('leaves out what is not in sight, and does not wrap around the edge', () => {
    expect(paint([9, -9, 0], [0, 0, 9], [1, 1, 2]).every((pixel) => pixel === 0)).toBe(true);
  });
});
