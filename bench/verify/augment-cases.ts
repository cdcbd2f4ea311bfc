import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCrop } from '../../src/core/noise/resized-crop';
import { Random } from '../../src/core/numbers/random';
import { cropResize } from '../../src/data/augment/crops/crop-resize';
import type { Interpolation } from '../../src/data/augment/crops/resize-weights';
import { opsOf } from '../../src/data/augment/table';

/**
 * Compares our results with those of Python (`npm run verify -- augment`): prints a line for each operation and size with the largest
 * difference of a value, in 255ths. All must be equal to the byte.
 */
const [folder] = process.argv.slice(2);
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const ops = opsOf('released');

/** Returns the random numbers that Python drew. */
class Given extends Random {
  constructor(
    private readonly shares: number[],
    private readonly whole: number[] = [],
  ) {
    super(0);
  }

  override next(): number {
    return this.shares.shift() ?? Number.NaN;
  }

  override int(n: number): number {
    return this.whole.shift() ?? super.int(n);
  }
}

function made(what: string, size: number, how: string, input: Uint8Array): Uint8Array {
  if (what === 'random resized crop') {
    const [side, area, ratio, kernel, mirror, ...draws] = how.split(' ');
    const range = { area: [+area, 1], ratio: [+ratio, 1 / +ratio] } as const;
    const box = drawCrop(+side, +side, range, new Given(draws.map(Number)));
    const out = new Uint8Array(size * size * 3);
    cropResize(input, +side, box, out, size, kernel as Interpolation, mirror === '1');
    return out;
  }
  const [level, ...drawn] = how.split(' ').map(Number);
  const apply = ops.get(what);
  if (!apply) throw new Error(`There is no operation ${what}.`);
  const image = input.slice();
  const sign = drawn[0] < 0 ? 0.25 : 0.75;
  apply(image, size, level, new Given([sign], what === 'Cutout' ? drawn : []));
  return image;
}

interface Found {
  cases: number;
  equal: number;
  largest: number;
}

const found = new Map<string, Found>();
for (const line of readFileSync(join(folder, 'cases.tsv'), 'utf8').trimEnd().split('\n')) {
  const [what, size, how, input, output] = line.split('\t');
  const expected = bytesOf(output);
  const own = made(what, Number(size), how, bytesOf(input));
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i] - own[i]));
  const key = `${what.padEnd(20)} ${size.padStart(4)}`;
  const before = found.get(key) ?? { cases: 0, equal: 0, largest: 0 };
  found.set(key, {
    cases: before.cases + 1,
    equal: before.equal + (largest === 0 ? 1 : 0),
    largest: Math.max(before.largest, largest),
  });
}

let wrong = 0;
for (const [key, { cases, equal, largest }] of found) {
  const right = equal === cases;
  if (!right) wrong++;
  process.stdout.write(
    `${right ? 'ok   ' : 'WRONG'} ${key} pixels: ${equal} of ${cases} equal to the byte, largest difference ${largest} of 255\n`,
  );
}
process.stdout.write(`${found.size - wrong} of ${found.size} right\n`);
process.exitCode = wrong === 0 ? 0 : 1;
