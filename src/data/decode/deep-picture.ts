import sharp, { type Metadata, type Sharp } from 'sharp';
import { type Depth, levelsOf, toBytes } from './deep-levels';
import type { ImageFormat } from './image-format';
import { tiffLimit } from './tiff-limit';

/** Pictures with more values are read one at a time: each needs up to five bytes for each value. */
const manyNumbers = 8e6;
let last: Promise<unknown> = Promise.resolve();

/**
 * Whether a file may hold values of more than 8 bits that libvips does not convert properly. It converts AVIF
 * properly.
 */
export function mayBeDeep(format: ImageFormat, bytes: Uint8Array): boolean {
  return format === 'tiff' || (format === 'png' && bytes[24] === 16);
}

/**
 * A picture of 12, 16 or 32 bits, of signed or real values, converted to 8 bits with its contrast
 * (`deep-levels`); null where libvips converts it properly. The first channel of a grey picture, the first
 * three of a coloured one.
 */
export async function deepPicture(
  format: ImageFormat,
  bytes: Uint8Array,
  open: () => Sharp,
): Promise<Sharp | null> {
  const meta = await open().metadata();
  const depth = meta.depth as Depth | 'uchar' | 'char';
  if (depth === 'uchar' || depth === 'char') return null;
  const read = () => shownAs(format, bytes, meta, depth, open());
  if (meta.width * meta.height * (meta.channels ?? 1) < manyNumbers) return read();
  const turn = last.then(read);
  last = turn.catch(() => null);
  return turn;
}

async function shownAs(
  format: ImageFormat,
  bytes: Uint8Array,
  meta: Metadata,
  depth: Depth,
  image: Sharp,
): Promise<Sharp | null> {
  const whole = depth === 'ushort';
  const { data, info } = await image
    .autoOrient()
    .toColourspace(workingSpace(meta, depth))
    .raw({ depth: whole ? 'ushort' : 'float' })
    .toBuffer({ resolveWithObject: true });
  // A typed array must begin at an aligned offset.
  const { buffer } = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
  const at = data.byteOffset % 4 === 0 ? data.byteOffset : 0;
  const numbers = whole
    ? new Uint16Array(buffer, at, data.length / 2)
    : new Float32Array(buffer, at, data.length / 4);
  const channels = info.channels >= 3 && !isGrey(meta) ? 3 : 1;
  const values = channels === info.channels ? numbers : firstChannels(numbers, info.channels, channels);
  const levels = levelsOf(values, depth, format === 'tiff' ? tiffLimit(bytes) : undefined);
  // A dark photograph in a PNG stays dark, because the format defines white; PNGs of cameras that leave the
  // upper bits empty are recognised by their values.
  if (whole && (levels.white === 65_535 || (format === 'png' && levels.white > 4095))) return null;
  return sharp(toBytes(values, levels), { raw: { width: info.width, height: info.height, channels } });
}

const isGrey = ({ space }: Metadata) => space === 'b-w' || space === 'grey16';

/** The colour space in which libvips converts nothing. */
function workingSpace(meta: Metadata, depth: Depth): string {
  if (depth === 'ushort' || depth === 'short') return isGrey(meta) ? 'grey16' : 'rgb16';
  return meta.space ?? 'b-w';
}

function firstChannels<T extends Uint16Array | Float32Array>(values: T, from: number, to: number): T {
  const out = values.slice(0, (values.length / from) * to) as T;
  for (let pixel = 0, at = 0; at < out.length; pixel += from)
    for (let channel = 0; channel < to; channel++) out[at++] = values[pixel + channel];
  return out;
}
