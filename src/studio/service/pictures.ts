import sharp from 'sharp';
import type { Project } from '../project';

export interface PictureBytes {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Longest side that is asked for, in pixels. */
const largest = 2048;

/**
 * An image of the catalog, upright, at most `size` pixels on its longer side; small ones are given as they are, for the window to
 * enlarge without blur. Throws `unknown-image`, and where the file can no longer be read.
 */
export async function pictureOf(project: Project, imageId: number, size: number): Promise<PictureBytes> {
  const { file } = project.catalog.images.get(imageId);
  const side = Math.min(largest, Math.max(16, Math.round(size)));
  const bytes = await sharp(file)
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85, effort: 0, smartSubsample: false })
    .toBuffer();
  return { bytes, type: 'image/webp' };
}
