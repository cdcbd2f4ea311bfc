import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { writeKinds } from '../likeness/kinds.fixture';

/** Pictures that each have one flaw, by file name. */
export const flaws = {
  'dark.png': 'dark',
  'light.png': 'light',
  'blurred.png': 'blurry',
  'plain.png': 'low-information',
  'huge.png': 'odd-size',
} as const;

/** A picture that is bright in the middle and darker towards the border, without an edge. */
const soft = () =>
  Buffer.from(
    Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 192)];
      return 10 + 180 * Math.sin((Math.PI * x) / 63) * Math.sin((Math.PI * y) / 63);
    }),
  );

/** Writes pictures of three kinds, `each` of every kind, and five flawed ones into a folder `flawed`. */
export async function writeFlawed(folder: string, each: number): Promise<void> {
  await writeKinds(folder, each);
  mkdirSync(join(folder, 'flawed'), { recursive: true });
  const sun = () => sharp(join(folder, 'sun', 'sun 0.png'));
  const made = {
    'dark.png': sun().linear(0.15, 0),
    'light.png': sun().linear(0.02, 250),
    'blurred.png': sharp(soft(), { raw: { width: 64, height: 64, channels: 3 } }),
    'plain.png': sharp({ create: { width: 64, height: 64, channels: 3, background: '#7a9a80' } }),
    'huge.png': sun().resize(900, 900, { kernel: 'nearest' }),
  } satisfies Record<keyof typeof flaws, Sharp>;
  for (const [name, picture] of Object.entries(made))
    await picture.png().toFile(join(folder, 'flawed', name));
}
