import type { Sharp } from 'sharp';

/**
 * 64-bit difference hash as 16 hex digits: the image as 9 x 8 grey values, a bit for each pair of neighbours in a row, 1 where
 * the right one is brighter. Alike pictures differ in few bits whatever their size and format. Decodes the whole image.
 */
export async function perceptualHash(image: Sharp): Promise<string> {
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(9, 8, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  let bits = 0n;
  for (let y = 0; y < 8; y++)
    for (let x = 0; x < 8; x++) {
      const at = (y * 9 + x) * info.channels;
      bits = (bits << 1n) | (data[at + info.channels] > data[at] ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}

/** In how many of 64 bits two perceptual hashes differ; up to about 5 is the same picture. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count++;
  return count;
}
