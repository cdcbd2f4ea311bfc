import { describe, expect, it } from 'vitest';
import golden from '../golden/bmp.json';
import { decodeBmp } from './bmp';

const limit = 1e6;

describe('decodeBmp', () => {
  for (const { name, file, rgb } of golden.cases) {
    const bytes = Buffer.from(file, 'base64');
    it(`reads ${name} as Pillow 13.0.0 does`, () => {
      const image = decodeBmp(bytes, limit);
      expect([image.width, image.height]).toEqual([golden.width, golden.height]);
      expect(Buffer.from(image.rgb).equals(Buffer.from(rgb, 'base64'))).toBe(true);
    });

    it(`refuses ${name} cut anywhere`, () => {
      // The last three bytes at most carry no pixels: the padding of the last row, or the end marker after
      // the last run.
      const padding = 3;
      for (let end = 0; end < bytes.length - padding; end++)
        expect(() => decodeBmp(bytes.subarray(0, end), limit)).toThrow(
          expect.objectContaining({ code: 'truncated' }),
        );
    });
  }

  it('refuses headers that make no sense', () => {
    const file = Buffer.from(golden.cases[0].file, 'base64');
    const changed = (at: number, value: number) => {
      const copy = Buffer.from(file);
      copy.writeInt32LE(value, at);
      return () => decodeBmp(copy, limit);
    };
    expect(changed(14, 13)).toThrow(/header of 13 bytes/);
    expect(changed(18, 0)).toThrow(/0 x 9 pixels/);
    expect(changed(18, -13)).toThrow(/-13 x 9 pixels/);
    expect(changed(22, 100_000)).toThrow(/13 x 100000 pixels, 2 million; the limit is 1 million/);
    expect(changed(28, 7)).toThrow(/7 bits/);
    expect(changed(30, 4)).toThrow(/coding 4/);
  });
});
