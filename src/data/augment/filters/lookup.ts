import { kernelsFor } from '../kernels/kernels';

/** A table of 256 values for each channel, `[3, 256]`; reused, and refilled by each op. */
const table = new Uint8Array(768);
const histogram = new Uint32Array(768);

/** The shared histogram of an image `[size, size, 3]`, counts `[3, 256]`. */
export function channelHistogram(image: Uint8Array): Uint32Array {
  histogram.fill(0);
  for (let i = 0; i < image.length; i += 3) {
    histogram[image[i]]++;
    histogram[256 + image[i + 1]]++;
    histogram[512 + image[i + 2]]++;
  }
  return histogram;
}

/** Replaces every value by the table's, in place. `fill(channel, part)` writes the 256 values of a channel. */
export function mapChannels(image: Uint8Array, fill: (channel: number, part: Uint8Array) => void): void {
  for (let channel = 0; channel < 3; channel++) fill(channel, parts[channel]);
  const { lookUp, bytes, at } = kernelsFor(image.length, table.length);
  const [pixels, tables] = at;
  bytes.set(image, pixels);
  bytes.set(table, tables);
  lookUp(pixels, image.length / 3, tables);
  image.set(bytes.subarray(pixels, pixels + image.length));
}

/** Replaces every value by `value(v)`, which must be 0 to 255, in place; the same for all channels. */
export function mapValues(image: Uint8Array, value: (v: number) => number): void {
  for (let v = 0; v < 256; v++) parts[0][v] = value(v);
  mapChannels(image, (channel, part) => {
    if (channel > 0) part.set(parts[0]);
  });
}

const parts = [table.subarray(0, 256), table.subarray(256, 512), table.subarray(512, 768)];
