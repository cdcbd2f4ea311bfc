import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isOpaquePng } from './png-header';

const rgba = (alpha: number) =>
  sharp({ create: { width: 3, height: 2, channels: 4, background: { r: 9, g: 99, b: 200, alpha } } });

describe('isOpaquePng', () => {
  it.each([
    ['RGB', true, () => rgba(1).removeAlpha().png()],
    ['grey', true, () => rgba(1).removeAlpha().toColourspace('b-w').png()],
    ['a palette', true, () => rgba(1).removeAlpha().png({ palette: true })],
    ['a palette with a transparent colour', false, () => rgba(0.5).png({ palette: true })],
    ['RGB with transparency', false, () => rgba(0.5).png()],
    ['16 bits a channel', false, () => rgba(1).removeAlpha().toColourspace('rgb16').png()],
  ])('%s: %s', async (_, expected, make) => {
    const bytes = await make().toBuffer();
    expect(isOpaquePng(bytes)).toBe(expected);
    // These are the facts as libvips reports them.
    const { hasAlpha, depth } = await sharp(bytes).metadata();
    expect(!hasAlpha && depth === 'uchar').toBe(expected);
  });

  it('is false for half a header', async () => {
    const bytes = await rgba(1).removeAlpha().png().toBuffer();
    for (const length of [0, 20, 26, 40]) expect(isOpaquePng(bytes.subarray(0, length))).toBe(false);
  });
});
