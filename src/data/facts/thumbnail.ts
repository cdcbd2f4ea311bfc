import type { Sharp } from 'sharp';
import { onWhite } from '../decode/pixels/image-source';

/** Longer side in pixels of a stored preview. */
export const thumbnailSide = 256;

/** Images with more pixels take longer to decode than looking up a thumbnail. */
const largePixels = 512 * 512;

export const isLarge = (width: number, height: number) => width * height > largePixels;

/**
 * The image as in training, upright and on white, at most `side` pixels on its longer side; a smaller image
 * keeps its size.
 */
export function shrunk(image: Sharp, side: number): Sharp {
  return onWhite(image.autoOrient()).resize({
    width: side,
    height: side,
    fit: 'inside',
    withoutEnlargement: true,
  });
}

/** Encodes the image as WebP, which the window shows. */
export function asWebp(image: Sharp): Promise<Buffer> {
  return image.webp({ quality: 85, effort: 0 }).toBuffer();
}
