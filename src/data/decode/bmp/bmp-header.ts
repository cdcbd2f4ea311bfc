import { type StudioError, studioError } from '../../../core/errors';
import { refuseBomb } from '../limits/pixel-limit';

export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: 'none' | 'run-lengths';
  /** Where the pixels begin. */
  readonly offset: number;
  /** Bytes of a row without run-length encoding. */
  readonly stride: number;
  /** Red, green and blue of each index, `[colours, 3]`; empty above 8 bits. */
  readonly palette: Uint8Array;
  /** The bits of a pixel for red, green and blue; only above 8 bits. */
  readonly masks: readonly number[];
}

const fileHeader = 14;
const coreHeader = 12;
const infoHeader = 40;

/** Reads and checks the headers of a BMP file, and that uncompressed pixels are complete. */
export function bmpHeader(file: Buffer, maxPixels: number): BmpHeader {
  need(file, fileHeader + coreHeader);
  const headerSize = file.readUInt32LE(fileHeader);
  const core = headerSize === coreHeader;
  if (!core && (headerSize < infoHeader || headerSize > 1024))
    throw corrupt(`a header of ${headerSize} bytes`);
  need(file, fileHeader + headerSize);
  const width = core ? file.readUInt16LE(18) : file.readInt32LE(18);
  const signedHeight = core ? file.readUInt16LE(20) : file.readInt32LE(22);
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) throw corrupt(`${width} x ${height} pixels`);
  refuseBomb(width, height, maxPixels);
  const bits = file.readUInt16LE(core ? 24 : 28);
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw corrupt(`${bits} bits a pixel`);
  const coding = core ? 0 : file.readUInt32LE(30);
  const compression = compressionOf(coding, bits);
  const offset = file.readUInt32LE(10);
  const stride = Math.ceil((width * bits) / 32) * 4;
  // Some writers omit the padding of the last row.
  if (compression === 'none') need(file, offset + stride * (height - 1) + Math.ceil((width * bits) / 8));
  return {
    ...{ width, height, bits, compression, offset, stride },
    topDown: signedHeight < 0,
    palette: bits <= 8 ? paletteOf(file, headerSize, bits) : new Uint8Array(),
    masks: masksOf(file, bits, coding),
  };
}

function compressionOf(coding: number, bits: number): BmpHeader['compression'] {
  if ((coding === 1 && bits === 8) || (coding === 2 && bits === 4)) return 'run-lengths';
  if (coding === 0 || ((coding === 3 || coding === 6) && bits >= 16)) return 'none';
  throw corrupt(`coding ${coding} of ${bits} bits a pixel`);
}

function paletteOf(file: Buffer, headerSize: number, bits: number): Uint8Array {
  const entry = headerSize === coreHeader ? 3 : 4;
  const used = headerSize === coreHeader ? 0 : file.readUInt32LE(46);
  const count = used > 0 && used < 1 << bits ? used : 1 << bits;
  const start = fileHeader + headerSize;
  need(file, start + count * entry);
  const palette = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++)
    for (let channel = 0; channel < 3; channel++)
      palette[i * 3 + channel] = file[start + i * entry + 2 - channel];
  return palette;
}

/** The masks follow the first 40 bytes of the header, whether they count as part of it or not. */
function masksOf(file: Buffer, bits: number, coding: number): number[] {
  if (coding === 3 || coding === 6) {
    const start = fileHeader + infoHeader;
    need(file, start + 12);
    return [0, 4, 8].map((at) => file.readUInt32LE(start + at));
  }
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff];
}

function need(file: Buffer, bytes: number): void {
  if (file.length < bytes) throw studioError('truncated', {});
}

function corrupt(what: string): StudioError {
  return studioError('corrupt', { reason: what });
}
