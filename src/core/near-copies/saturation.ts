import { greyOf } from './register';

/** How much the colours `[pixels, 3]` of a picture differ from grey, beside how much its brightness varies; positions that are NaN do not count. */
function saturationOf(rgb: ArrayLike<number>, grey: Float64Array): number {
  let [count, sum, squares, chroma] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const value = grey[pixel];
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    squares += value * value;
    for (let colour = 0; colour < 3; colour++) chroma += (rgb[pixel * 3 + colour] - value) ** 2;
  }
  const spread = squares - sum ** 2 / Math.max(1, count);
  return spread > 0 ? Math.sqrt(chroma / spread) : 0;
}

/**
 * Two pictures `[pixels, 3]` of which the more colourful one has been made as pale as the other: a copy with paler colours, or with none, is
 * the same picture.
 */
export function equallyColourful(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
): readonly [Float64Array, Float64Array] {
  const both = [one, other].map((rgb) => {
    const grey = greyOf(rgb);
    return { rgb, grey, saturation: saturationOf(rgb, grey) };
  });
  const least = Math.min(...both.map(({ saturation }) => saturation));
  const [first, second] = both.map(({ rgb, grey, saturation }) => {
    const share = saturation > 0 ? least / saturation : 1;
    return Float64Array.from(rgb, (value, at) => {
      const base = grey[Math.floor(at / 3)];
      return base + share * (value - base);
    });
  });
  return [first, second];
}
