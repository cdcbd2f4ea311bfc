import { createHash } from 'node:crypto';

/** The picture of golden/make-levels.py, `[size, size, 3]`. */
export function picture(size: number): Uint8Array {
  const image = new Uint8Array(size * size * 3);
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++, at += 3) {
      const grain = (x * 31 + y * 17 + x * y * 7) % 61;
      image[at] = (Math.floor((x * 200) / size) + grain) % 256;
      image[at + 1] = (Math.floor((y * 180) / size) + 40 + Math.floor(grain / 2)) % 256;
      image[at + 2] = (Math.floor(((x + y) * 120) / size) + Math.floor(grain / 3)) % 256;
    }
  return image;
}

/** The fingerprint of a result, as make-levels.py computes it. */
export function fingerprint(image: Uint8Array) {
  const pixels = image.length / 3;
  const sums = [0, 0, 0];
  let grey = 0;
  for (let i = 0; i < image.length; i += 3) {
    for (let c = 0; c < 3; c++) sums[c] += image[i + c];
    if (image[i] === 128 && image[i + 1] === 128 && image[i + 2] === 128) grey++;
  }
  return {
    sha: createHash('sha256').update(image).digest('hex').slice(0, 32),
    means: sums.map((sum) => Math.floor((sum * 1000) / pixels)).join(' '),
    grey: String(grey),
  };
}
