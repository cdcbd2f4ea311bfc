import { readFile } from 'node:fs/promises';
import { type SmallPicture, smallFromNarrow, smallSide } from '../../core/near-copies/small-picture';
import { decodeImage } from '../decode/pixels/decode';
import { decodeError, imageSource } from '../decode/pixels/image-source';
import { smallFromShrunk, staysWhole, wholePixels } from './perceptual-hash';

/**
 * The small picture of an image file, by whose pixels near duplicates are compared; it equals that of
 * `readImageFile`. Throws as `decodeImage` does.
 */
export async function decodeSmall(source: Uint8Array | string): Promise<SmallPicture> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const { open } = await imageSource(bytes);
  try {
    const { autoOrient: size } = await open().metadata();
    if (!staysWhole(size)) return await smallFromShrunk(open(), size);
    if (size.width < smallSide) {
      const { data, info } = await wholePixels(open());
      return smallFromNarrow({ data, ...info });
    }
  } catch (error) {
    throw decodeError(error);
  }
  return decodeImage(bytes, smallSide, { fit: 'squeeze' });
}
