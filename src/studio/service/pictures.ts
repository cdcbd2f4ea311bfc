import { readFile } from 'node:fs/promises';
import { imageSource } from '../../data/image-source';
import type { Project } from '../project';

export interface PictureBytes {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Longest side that is given, in pixels. */
const largest = 2048;
const keptBytes = 64 * 1024 * 1024;

/** Small pictures that were made last, so that scrolling back decodes nothing. */
const kept = new Map<string, PictureBytes>();
let keptSize = 0;

/**
 * An image of the catalog, upright, at most `size` pixels on its longer side; a smaller one keeps its size, for the window to
 * enlarge. Throws `unknown-image`, and where the file can no longer be read.
 */
export async function pictureOf(project: Project, imageId: number, size: number): Promise<PictureBytes> {
  const { file, contentHash } = project.catalog.images.get(imageId);
  const side = Math.min(largest, Math.max(16, Math.round(size)));
  const key = `${contentHash ?? file}/${side}`;
  const known = kept.get(key);
  if (known) return known;
  const { image } = imageSource(await readFile(file));
  const bytes = await image
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85, effort: 0 })
    .toBuffer();
  return keep(key, { bytes, type: 'image/webp' });
}

function keep(key: string, picture: PictureBytes): PictureBytes {
  kept.set(key, picture);
  keptSize += picture.bytes.length;
  for (const [oldest, { bytes }] of kept) {
    if (keptSize <= keptBytes) break;
    kept.delete(oldest);
    keptSize -= bytes.length;
  }
  return picture;
}
