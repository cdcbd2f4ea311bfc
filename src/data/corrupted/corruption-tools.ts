import sharp from 'sharp';
import type { CorruptionTools } from '../../core/corruptions/corruption';

/**
 * The codec for corruptions, libjpeg with the settings of Pillow: chroma halved in both directions, the
 * tables of the standard's annex K.
 */
export const corruptionTools: CorruptionTools = {
  async jpeg(pixels, size, quality) {
    const written = await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
      .jpeg({ quality, chromaSubsampling: '4:2:0', mozjpeg: false })
      .toBuffer();
    const { data } = await sharp(written).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    return new Uint8Array(data.buffer, data.byteOffset, data.length);
  },
};
