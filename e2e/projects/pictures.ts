import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Writes small PNG files with different pictures at these paths below `folder`. */
export async function writePictures(folder: string, paths: readonly string[]): Promise<void> {
  for (const [i, path] of paths.entries()) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await picture(i));
  }
}

/** A PNG file of 32 x 32 pixels, different for each number. */
export async function picture(number: number): Promise<Buffer> {
  const pixels = Buffer.alloc(32 * 32 * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * (number + 3) * 31 + number * 97) % 256;
  return sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
    .png()
    .toBuffer();
}
