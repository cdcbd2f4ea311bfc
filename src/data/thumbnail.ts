import type { Sharp } from 'sharp';
import { onWhite } from './image-source';

/** Longer side of what is kept of a large image, in pixels. */
export const thumbnailSide = 256;

/** Images of more pixels take longer to decode than a thumbnail to be looked up. */
const largePixels = 512 * 512;

export const isLarge = (width: number, height: number) => width * height > largePixels;

/** As it is trained on, upright and over white, at most `side` pixels on its longer side; a smaller image keeps its size. */
export function shrunk(image: Sharp, side: number): Sharp {
  return onWhite(image.autoOrient()).resize({
    width: side,
    height: side,
    fit: 'inside',
    withoutEnlargement: true,
  });
}

/** As the window gets it. */
export function asWebp(image: Sharp): Promise<Buffer> {
  return image.webp({ quality: 85, effort: 0 }).toBuffer();
}
