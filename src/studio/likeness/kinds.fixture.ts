import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '../../core/numbers/random';

/** Kinds of pictures that are easy to tell apart by their colours and where these are. */
export const kinds = ['sun', 'grass', 'wall'] as const;
export type Kind = (typeof kinds)[number];

const side = 64;

type Colour = readonly [number, number, number];

/** The colour at a place in a picture; `shift` differs from picture to picture. */
const colours: Readonly<Record<Kind, (x: number, y: number, shift: number) => Colour>> = {
  sun: (x, y, shift) =>
    Math.hypot(x - 32 - shift, y - 30 + shift) < 16 + shift ? [250, 210, 60] : [60, 110, 220 - 3 * y],
  grass: (x, y, shift) => ((x + shift) % 8 < 4 ? [40, 150 + y, 40] : [20, 90 + y, 30]),
  wall: (_, y, shift) => ((y + shift) % 16 < 3 ? [200, 200, 195] : [150 + shift, 60, 40]),
};

/** Writes PNG files `<folder>/<kind>/<kind> <number>.png` of 64 x 64 pixels, no two alike in their bytes. */
export async function writeKinds(folder: string, each: number): Promise<void> {
  for (const kind of kinds) {
    mkdirSync(join(folder, kind), { recursive: true });
    for (let number = 0; number < each; number++)
      await writeKind(join(folder, kind, `${kind} ${number}.png`), kind, number);
  }
}

/** Writes one of these pictures. */
export async function writeKind(file: string, kind: Kind, number: number): Promise<void> {
  const random = new Random(kinds.indexOf(kind), number);
  const shift = random.int(7) - 3;
  const pixels = Buffer.alloc(side * side * 3);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    const value = colours[kind](x, y, shift)[i % 3] + random.int(21) - 10;
    pixels[i] = Math.max(0, Math.min(255, value));
  }
  await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toFile(file);
}
