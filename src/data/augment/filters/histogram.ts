import { channelHistogram, mapChannels, mapValues } from './lookup';

/** Stretches each channel so that its darkest value becomes 0 and its lightest 255 (PIL `ImageOps.autocontrast`). */
export function autoContrast(image: Uint8Array): void {
  const histogram = channelHistogram(image);
  mapChannels(image, (channel, table) => {
    let low = 0;
    while (low < 255 && histogram[channel * 256 + low] === 0) low++;
    let high = 255;
    while (high > 0 && histogram[channel * 256 + high] === 0) high--;
    const scale = high > low ? 255 / (high - low) : 1;
    const offset = high > low ? -low * scale : 0;
    for (let v = 0; v < 256; v++) table[v] = Math.max(0, Math.min(255, Math.trunc(v * scale + offset)));
  });
}

/** Flattens the histogram of each channel (PIL `ImageOps.equalize`). */
export function equalize(image: Uint8Array): void {
  const histogram = channelHistogram(image);
  const pixels = image.length / 3;
  mapChannels(image, (channel, table) => {
    let last = 255;
    while (last > 0 && histogram[channel * 256 + last] === 0) last--;
    const step = Math.floor((pixels - histogram[channel * 256 + last]) / 255);
    let sum = step >> 1;
    for (let v = 0; v < 256; v++) {
      table[v] = step === 0 ? v : Math.min(255, Math.floor(sum / step));
      sum += histogram[channel * 256 + v];
    }
  });
}

/** The negative (PIL `ImageOps.invert`). */
export function invert(image: Uint8Array): void {
  mapValues(image, (v) => 255 - v);
}

/** Keeps the highest `bits` (0 to 8) bits of each value (PIL `ImageOps.posterize`); 0 leaves black. */
export function posterize(image: Uint8Array, bits: number): void {
  const mask = (0xff << (8 - bits)) & 0xff;
  mapValues(image, (v) => v & mask);
}

/** Inverts values from `threshold` on (PIL `ImageOps.solarize`); 256 and more changes nothing. */
export function solarize(image: Uint8Array, threshold: number): void {
  mapValues(image, (v) => (v < threshold ? v : 255 - v));
}

/** Adds `addition` to values below 128 (the released code's SolarizeAdd). */
export function solarizeAdd(image: Uint8Array, addition: number): void {
  mapValues(image, (v) => (v < 128 ? Math.max(0, Math.min(255, v + addition)) : v));
}
