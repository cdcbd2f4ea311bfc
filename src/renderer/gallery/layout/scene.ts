import { confidenceText } from '../../base/words/format';

const pictureSizes = [64, 128, 192, 256, 384, 512, 1024];

/** Rounds to one of a few sizes, so that a picture made for one tile size also serves the next. */
export function pictureSizeFor(tileWidth: number): number {
  const needed = tileWidth * Math.min(2, devicePixelRatio);
  return pictureSizes.find((size) => size >= needed) ?? 1024;
}

/** The texts for 0 to 100 hundredths, made once, because tiles need them in every frame. */
const percents: readonly string[] = Array.from({ length: 101 }, (_, i) => confidenceText(i / 100, 0));

/** A confidence on a tile, as `confidenceText` returns it. */
export const tilePercent = (confidence: number) => percents[Math.floor(confidence * 100 + 1e-4)] ?? '–';
