import { createHash } from 'node:crypto';
import { Random } from '../../core/numbers/random';
import { type FashionClass, fashionClasses, readDigits, readFashionClass } from './source-images';

/** How many images each part of the demo holds. */
export interface DemoCounts {
  readonly labelledPerClass: number;
  readonly testPerClass: number;
  /** Fashion-MNIST images in the pool, drawn without regard to class. */
  readonly pool: number;
  /** MNIST digits mixed into the pool: images of no class. */
  readonly digits: number;
}

export const fullCounts: DemoCounts = {
  labelledPerClass: 50,
  testPerClass: 1000,
  pool: 12_000,
  digits: 2_400,
};
export const quickCounts: DemoCounts = { labelledPerClass: 50, testPerClass: 100, pool: 1_500, digits: 300 };

/** The same counts with another number of labelled images of each class. */
export const countsWith = (labelledPerClass: number, quick: boolean): DemoCounts => ({
  ...(quick ? quickCounts : fullCounts),
  labelledPerClass,
});

/** An image to write: its place in the demo's folder, its grey values, and its true class (null: a digit). */
export interface DemoImage {
  readonly part: 'labelled' | 'pool' | 'test';
  /** Relative to the demo's folder, with forward slashes. */
  readonly path: string;
  readonly pixels: Uint8Array;
  readonly trueClass: string | null;
}

/** Separate streams of random numbers, so that changing one count does not change the other draws. */
const stream = { labelled: 1, test: 2, pool: 3, digits: 4, mix: 5 };

/**
 * Draws the demo's parts by seed. No two images of labelled and pool have the same content, and neither part contains any image of
 * Fashion-MNIST's test rows (the data set has natural duplicates, some across its own train and test rows).
 */
export async function drawParts(counts: DemoCounts, seed: number): Promise<DemoImage[]> {
  const classes: FashionClass[] = [];
  for (let i = 0; i < fashionClasses.length; i++) classes.push(await readFashionClass(i));
  const seen = new Set(classes.flatMap((c) => c.test.map(contentKey)));
  const test = classes.flatMap((c, k) => drawTest(c, k, counts.testPerClass, seed));

  const labelled: DemoImage[] = [];
  const rest: Unnamed[] = [];
  classes.forEach((c, k) => {
    const fresh = new Random(seed, stream.labelled, k)
      .shuffle([...c.train])
      .filter((pixels) => isNew(pixels, seen));
    fresh.forEach((pixels, i) => {
      if (i < counts.labelledPerClass) labelled.push(classImage('labelled', c.name, i, pixels));
      else rest.push({ pixels, trueClass: c.name });
    });
  });
  return [...labelled, ...(await drawPool(rest, seen, counts, seed)), ...test];
}

interface Unnamed {
  readonly pixels: Uint8Array;
  readonly trueClass: string | null;
}

function drawTest(from: FashionClass, classIndex: number, count: number, seed: number): DemoImage[] {
  const drawn = new Random(seed, stream.test, classIndex).shuffle([...from.test]).slice(0, count);
  return drawn.map((pixels, i) => classImage('test', from.name, i, pixels));
}

async function drawPool(
  rest: Unnamed[],
  seen: Set<string>,
  counts: DemoCounts,
  seed: number,
): Promise<DemoImage[]> {
  const fashion = new Random(seed, stream.pool).shuffle(rest).slice(0, counts.pool);
  const digits: Unnamed[] = [];
  for (const pixels of new Random(seed, stream.digits).shuffle(await readDigits())) {
    if (digits.length === counts.digits) break;
    if (isNew(pixels, seen)) digits.push({ pixels, trueClass: null });
  }
  const mixed = new Random(seed, stream.mix).shuffle([...fashion, ...digits]);
  return mixed.map((image, i) => ({
    ...image,
    part: 'pool',
    path: `pool/${String(i + 1).padStart(5, '0')}.png`,
  }));
}

function classImage(part: 'labelled' | 'test', name: string, index: number, pixels: Uint8Array): DemoImage {
  return { part, path: `${part}/${name}/${String(index + 1).padStart(4, '0')}.png`, pixels, trueClass: name };
}

/** Returns true the first time that a content occurs. */
function isNew(pixels: Uint8Array, seen: Set<string>): boolean {
  const key = contentKey(pixels);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function contentKey(pixels: Uint8Array): string {
  return createHash('sha256').update(pixels).digest('base64');
}
