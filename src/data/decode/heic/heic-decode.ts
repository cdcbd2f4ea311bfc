/// <reference path="./libheif-js.d.ts" />
import { type StudioError, studioError } from '../../../core/errors';
import { refuseBomb } from '../limits/pixel-limit';

/** A picture as `[height, width, 4]` uint8, upright. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** libheif with an HEVC decoder, as WebAssembly: 2 MB that are loaded when the first HEIC file is decoded. */
const libheif = async () => (await import('libheif-js/wasm-bundle.js')).default;

/**
 * The main picture of a HEIC file, rotated by its own properties; its EXIF orientation is ignored, as the
 * format requires. Throws `too-many-pixels` before decoding, `truncated`.
 */
export async function decodeHeic(bytes: Uint8Array, maxPixels: number): Promise<Rgba> {
  const heif = await libheif();
  const decoder = new heif.HeifDecoder();
  const images = decoder.decode(bytes);
  try {
    const image = images.find((each) => each.is_primary()) ?? images[0];
    if (image === undefined) throw truncated();
    const [width, height] = [image.get_width(), image.get_height()];
    refuseBomb(width, height, maxPixels);
    const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
    const shown = await new Promise<{ data: Uint8ClampedArray } | null>((done) =>
      image.display(target, done),
    );
    if (shown === null) throw truncated();
    return { width, height, data: new Uint8Array(shown.data.buffer as ArrayBuffer) };
  } finally {
    for (const image of images) image.free();
    if (decoder.decoder) heif.heif_context_free(decoder.decoder);
  }
}

function truncated(): StudioError {
  return studioError('truncated', {});
}
