import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SpooledOutputs } from './spooled-outputs';

const folder = mkdtempSync(join(tmpdir(), 'spooled-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The number of images in each piece, and the first logit of each image in order. */
function read(images: number, features: number, classes: number) {
  const spooled = new SpooledOutputs(join(folder, `${classes}`), { features, classes });
  for (let i = 0; i < images; i++)
    spooled.append({ features: new Float32Array(features), logits: new Float32Array(classes).fill(i) });
  const pieces = [...spooled.pieces()].map(({ logits }) => logits);
  spooled.close();
  const first = pieces.flatMap((logits) => [...logits.filter((_, at) => at % classes === 0)]);
  return { sizes: pieces.map((logits) => logits.length / classes), first };
}

it('outputs come back in pieces of 32 MiB of float64, however wide they are, and leave nothing behind', () => {
  expect(read(3000, 8, 4).sizes).toEqual([2048, 952]);
  const wide = read(450, 8, 20_000);
  expect(wide.sizes).toEqual([209, 209, 32]);
  expect(wide.first).toEqual(Array.from({ length: 450 }, (_, i) => i));
  expect(readdirSync(folder)).toEqual([]);
});
