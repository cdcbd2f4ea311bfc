import sharp from 'sharp';

/** Side of a tile in pixels. */
const tileSide = 56;

/**
 * An image file as a small data URI for a contact sheet: at most 56 x 56 pixels, upright, with its own proportions. Small images are
 * enlarged without smoothing so that their pixels stay visible. Rejects with sharp's error if the file cannot be read.
 */
export async function contactSheetTile(file: string): Promise<string> {
  const { width, height } = await sharp(file).metadata();
  const kernel = Math.max(width, height) < tileSide ? 'nearest' : 'lanczos3';
  const pixels = sharp(file)
    .autoOrient()
    .resize(tileSide, tileSide, { fit: 'inside', kernel })
    .toColourspace('srgb');
  const webp = await pixels.webp({ quality: 80, effort: 2 }).toBuffer();
  return `data:image/webp;base64,${webp.toString('base64')}`;
}
