/** Colour types without an alpha channel: grey, RGB, palette. */
const opaque = [0, 2, 3];

/**
 * Whether a PNG has at most 8 bits for each channel and no transparency, by its header and the chunks before
 * its pixels (PNG, third edition, 11.2 and 11.3): this reads some 50 bytes, while opening the picture costs
 * as much as showing it.
 */
export function isOpaquePng(bytes: Uint8Array): boolean {
  const [depth, colourType] = [bytes[24], bytes[25]];
  if (!(depth <= 8) || !opaque.includes(colourType)) return false;
  for (const { name } of chunks(bytes)) {
    if (name === 'tRNS') return false;
    if (name === 'IDAT') return true;
  }
  return false;
}

/** The number of frames of an animated PNG, which is stored before its pixels; undefined for any other PNG. */
export function pngFrames(bytes: Uint8Array): number | undefined {
  for (const { name, data } of chunks(bytes)) {
    if (name === 'acTL' && data.byteLength >= 4) return data.getUint32(0);
    if (name === 'IDAT') return undefined;
  }
  return undefined;
}

function* chunks(bytes: Uint8Array): Generator<{ name: string; data: DataView }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = Math.min(bytes.length, at + 8 + view.getUint32(at));
    yield { name, data: new DataView(bytes.buffer, bytes.byteOffset + at + 8, end - at - 8) };
  }
}
