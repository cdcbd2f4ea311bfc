import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import sharp from 'sharp';
import { Random } from '../../core/numbers/random';
import { bombHeader, encoders, picture, raw } from '../../data/decode/images.fixture';

/** A file to import: how it is made, and what the import must say: `ok`, or the code (or one of `a|b`) with which it is set aside. */
export interface TestFile {
  readonly name: string;
  readonly outcome: string;
  make(file: string): void | Promise<void>;
}

let pictures = 0;

/** A picture unlike any other in this process, so that none is a duplicate or near copy by accident. */
export function newPicture(width = 64, height = 48): Buffer {
  const pixels = picture(width, height);
  const random = new Random(++pictures);
  const patches = Array.from({ length: 12 * 12 }, () => random.int(160));
  for (let i = 0; i < pixels.length; i++) {
    const x = Math.floor((((Math.floor(i / 3) % width) + 0.5) * 12) / width);
    const y = Math.floor(((Math.floor(i / 3 / width) + 0.5) * 12) / height);
    pixels[i] = (pixels[i] >> 2) + patches[y * 12 + x];
  }
  pixels.writeUInt32LE(pictures, 0);
  return pixels;
}

const encoded = (format: keyof typeof encoders, width = 64, height = 48) =>
  encoders[format](newPicture(width, height), width, height);

/** A file that holds the bytes of an encoder. */
function file(
  name: string,
  outcome: string,
  bytes: () => Promise<Uint8Array> | Uint8Array | string,
): TestFile {
  return { name, outcome, make: async (path) => writeFileSync(path, await bytes()) };
}

export const goodPng = (name: string): TestFile => file(name, 'ok', () => encoded('png'));

function cut(format: keyof typeof encoders, outcome = 'truncated'): TestFile {
  return file(`cut.${format}`, outcome, async () => {
    const bytes = await encoded(format, 300, 200);
    return bytes.subarray(0, Math.floor(bytes.length * 0.6));
  });
}

/** A PNG whose pixels were changed, but not the checksum that follows them. */
async function badChecksum(): Promise<Buffer> {
  const bytes = Buffer.from(await encoded('png', 200, 150));
  bytes[bytes.indexOf('IDAT') + 4 + 200] ^= 0xff;
  return bytes;
}

const colour = () => raw(newPicture(), 64, 48);

function grey16(): Promise<Buffer> {
  const values = Uint16Array.from({ length: 64 * 48 }, (_, i) => i * 21);
  return sharp(values, { raw: { width: 64, height: 48, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

function animated(): Promise<Buffer> {
  const frames = Buffer.concat([newPicture(), newPicture(), newPicture()]);
  return sharp(frames, { raw: { width: 64, height: 144, channels: 3, pageHeight: 48 } })
    .gif({ loop: 0, delay: [50, 50, 50] })
    .toBuffer();
}

/** One pixel, of a colour that no other file has. */
const onePixel = () =>
  raw(Buffer.from([1, 2, 3]), 1, 1)
    .png()
    .toBuffer();

/** Pictures of every kind that must be imported. */
export const goodFiles: readonly TestFile[] = [
  file('plain.jpg', 'ok', () => encoded('jpeg')),
  file('UPPER.JPEG', 'ok', () => encoded('jpeg')),
  file('progressive.jpg', 'ok', () => colour().jpeg({ progressive: true }).toBuffer()),
  file('cmyk.jpg', 'ok', () => colour().toColourspace('cmyk').jpeg().toBuffer()),
  file('grey.jpg', 'ok', () => colour().toColourspace('b-w').jpeg().toBuffer()),
  file('turned.jpg', 'ok', () => colour().withMetadata({ orientation: 6 }).jpeg().toBuffer()),
  file('16-bit.png', 'ok', grey16),
  file('palette.png', 'ok', () => colour().png({ palette: true, colours: 16 }).toBuffer()),
  file('alpha.png', 'ok', () => colour().ensureAlpha(0.5).png().toBuffer()),
  file('interlaced.png', 'ok', () => colour().png({ progressive: true }).toBuffer()),
  file('one-pixel.png', 'ok', onePixel),
  file('animated.gif', 'ok', animated),
  file('plain.webp', 'ok', () => encoded('webp')),
  file('plain.tif', 'ok', () => encoded('tiff')),
  file('plain.avif', 'ok', () => encoded('avif')),
  file('plain.bmp', 'ok', () => encoded('bmp')),
  file('a PNG by another name.jpg', 'ok', () => encoded('png')),
  ...[
    'new\nline.png',
    '-rf.png',
    `${'long'.repeat(62)}.png`.slice(-250),
    '<img src=x onerror=alert(1)>.png',
    '🐈✨.png',
    'zu\u0308rich.png',
    ' spaces around .png',
    'quote"\'`$(id).png',
    'back\\slash.png',
    '100%25 ?#&.png',
  ].map(goodPng),
];

/** Files that are no pictures, or half of one, with the code that says so. */
export const badFiles: readonly TestFile[] = [
  cut('jpeg'),
  cut('png'),
  cut('webp'),
  cut('gif'),
  cut('tiff'),
  cut('avif'),
  cut('bmp'),
  file('nothing.jpg', 'empty-file', () => ''),
  file('text.jpg', 'not-an-image', () => 'A shopping list: eggs, milk.'),
  file('page.png', 'not-an-image', () => '<!doctype html><title>404</title>'),
  file('drawing.png', 'not-an-image', () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  file('bomb.png', 'pixel-limit', () => bombHeader(60_000, 60_000)),
  // The decoder reports a wrong checksum in the same way as a truncated file.
  file('checksum.png', 'corrupt|truncated', badChecksum),
  file('signature.png', 'truncated', () => Buffer.from('89504e470d0a1a0a', 'hex')),
  file('noise.jpg', 'corrupt', () => Buffer.concat([Buffer.from('ffd8ffdb', 'hex'), newPicture()])),
  file('broken <b>name\n.jpg', 'not-an-image', () => 'no picture'),
  { name: 'huge.jpg', outcome: 'image-too-large', make: sparse },
  { name: 'pipe.png', outcome: 'file-is-device', make: (path) => void execFileSync('mkfifo', [path]) },
  { name: 'device.png', outcome: 'file-is-device', make: (path) => symlinkSync('/dev/zero', path) },
  { name: 'gone.jpg', outcome: 'vanished', make: (path) => symlinkSync('nowhere.jpg', path) },
  { name: 'circle.png', outcome: 'file-link-loop', make: (path) => symlinkSync('circle.png', path) },
];

/** Makes a file of more than 1 GiB that takes no room on the disk. */
function sparse(path: string): void {
  const handle = openSync(path, 'w');
  ftruncateSync(handle, 2 ** 30 + 1);
  closeSync(handle);
}

/** Makes a socket, which exists as long as its server listens. */
export function socketAt(path: string): Promise<Server> {
  return new Promise((listening, failed) => {
    const server = createServer().once('error', failed);
    server.listen(path, () => listening(server));
  });
}
