import { blended, scaledDifferences } from './blend';
import { mapValues } from './lookup';

/** Luma as PIL converts to "L" (ITU-R 601-2, 16-bit fixed point). */
function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

/** Saturation (PIL `ImageEnhance.Color`): blends with the grey image. */
export function color(image: Uint8Array, factor: number): void {
  const table = scaledDifferences(factor);
  for (let i = 0; i < image.length; i += 3) {
    const red = image[i];
    const green = image[i + 1];
    const blue = image[i + 2];
    const grey = luma(red, green, blue);
    image[i] = blended(grey, red, table);
    image[i + 1] = blended(grey, green, table);
    image[i + 2] = blended(grey, blue, table);
  }
}

/** Contrast (PIL `ImageEnhance.Contrast`): blends with the mean grey. */
export function contrast(image: Uint8Array, factor: number): void {
  let sum = 0;
  for (let i = 0; i < image.length; i += 3) sum += luma(image[i], image[i + 1], image[i + 2]);
  const mean = Math.floor(sum / (image.length / 3) + 0.5);
  const table = scaledDifferences(factor);
  mapValues(image, (v) => blended(mean, v, table));
}

/** Brightness (PIL `ImageEnhance.Brightness`): blends with black. */
export function brightness(image: Uint8Array, factor: number): void {
  const table = scaledDifferences(factor);
  mapValues(image, (v) => blended(0, v, table));
}
