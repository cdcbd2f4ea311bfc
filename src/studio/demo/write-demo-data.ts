import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { refusedWrite } from '../../files/durable/durable';
import { writeWhole } from '../../files/durable/write-whole';
import { type DemoCounts, type DemoImage, drawParts, fullCounts, quickCounts } from './draw-parts';
import { fashionClasses, imageSide } from './source-images';
import { isComplete, prepareFolder, refuseForeign, writeStamp } from './stamp';

export interface DemoOptions {
  readonly seed: number;
  /** The smaller draw of the 60 s demo. */
  readonly quick?: boolean;
  /** Counts other than the two of the demo, for tests. */
  readonly counts?: DemoCounts;
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Where the demo's parts are. The three image folders are imported; `truthFile` is only for the report. */
export interface DemoData {
  readonly folder: string;
  /** One folder for each class. */
  readonly labelled: string;
  /** Flat, without labels, with in-domain images and digits mixed. */
  readonly pool: string;
  /** One folder for each class. */
  readonly test: string;
  /** JSON; see `DemoTruth`. */
  readonly truthFile: string;
  readonly classes: readonly string[];
  readonly counts: DemoCounts;
  /** False if complete data of the same seed was found. */
  readonly written: boolean;
}

/** The true class of every pool image by file name; null means a digit, of no class. Never imported into a project. */
export interface DemoTruth {
  readonly seed: number;
  readonly pool: Readonly<Record<string, string | null>>;
}

/** Number of concurrent writes: enough to keep the thread pool busy on a few cores. */
const inFlight = 8;

/**
 * Writes the demo's images as 28x28 grey PNG files: `labelled/<class>/`, `pool/`, `test/<class>/`, and `truth.json` beside them. The same
 * seed gives the same bytes; complete data of the seed is left unchanged. Throws `demo-data-missing`, `demo-folder-in-use`, and the
 * signal's reason when cancelled (what was written is then written again next time).
 */
export async function writeDemoData(folder: string, options: DemoOptions): Promise<DemoData> {
  const counts = options.counts ?? (options.quick ? quickCounts : fullCounts);
  const data = describe(resolve(folder), counts);
  if (await isComplete(data.folder, options.seed, counts)) return data;
  await refuseForeign(data.folder);
  options.signal?.throwIfAborted();
  const images = await drawParts(counts, options.seed);
  await prepareFolder(data.folder, options.seed, counts);
  await writeImages(data.folder, images, options);
  await writeTruth(data.truthFile, options.seed, images);
  await writeStamp(data.folder, { format: 1, seed: options.seed, counts, state: 'complete' });
  return { ...data, written: true };
}

function describe(folder: string, counts: DemoCounts): DemoData {
  return {
    folder,
    labelled: join(folder, 'labelled'),
    pool: join(folder, 'pool'),
    test: join(folder, 'test'),
    truthFile: join(folder, 'truth.json'),
    classes: fashionClasses,
    counts,
    written: false,
  };
}

async function writeImages(
  folder: string,
  images: readonly DemoImage[],
  options: DemoOptions,
): Promise<void> {
  const folders = new Set(images.map((image) => dirname(join(folder, image.path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  let next = 0;
  let done = 0;
  const writer = async () => {
    while (next < images.length) {
      options.signal?.throwIfAborted();
      const image = images[next++];
      await writeImage(join(folder, image.path), await encodePng(image.pixels));
      done++;
      options.onProgress?.(done, images.length);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, writer));
}

/** Adds the file to the error, because a refused write does not name it. */
async function writeImage(file: string, png: Uint8Array): Promise<void> {
  await writeFile(file, png).catch((error) => {
    throw refusedWrite(error, file);
  });
}

function encodePng(pixels: Uint8Array): Promise<Buffer> {
  const raw = { width: imageSide, height: imageSide, channels: 1 as const };
  return sharp(pixels, { raw }).toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer();
}

async function writeTruth(file: string, seed: number, images: readonly DemoImage[]): Promise<void> {
  const pool = images.filter((image) => image.part === 'pool');
  const truth: DemoTruth = {
    seed,
    pool: Object.fromEntries(pool.map((image) => [image.path.slice('pool/'.length), image.trueClass])),
  };
  await writeWhole(file, `${JSON.stringify(truth)}\n`);
}
