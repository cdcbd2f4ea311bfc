import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

/** Draws the icon in every size that desktops ask for, `<size>x<size>.png`. */
export async function drawIcons(folder) {
  const { default: sharp } = await import('sharp');
  mkdirSync(folder, { recursive: true });
  for (const size of sizes)
    await sharp(join(root, 'resources', 'icon.svg'), { density: (72 * size) / 512 })
      .resize(size)
      .png()
      .toFile(join(folder, `${size}x${size}.png`));
}
