import { resolve } from 'node:path';
import type { Comparable, NearLeak, NearVerdict } from '../../catalog';
import { NearHashes } from '../../core/numbers/near-hashes';
import { type Note, note } from '../../core/words/notes';
import { decodeImage } from '../../data/decode';
import { inParallel } from '../project/in-parallel';
import type { Project } from '../project/project';

/** Side of the small grey pictures that are compared, in pixels. */
const side = 32;
/** A hash that is near so many held-out ones says little: drawings and digits look alike in 64 bits. It is compared with none. */
const commonFrom = 5;
/** Pairs that are compared by their pixels at a time; others wait for the next import. */
const mostCompared = 20_000;
/** Small pictures that are kept while pairs are compared. */
const mostKept = 50_000;

/** Two small pictures are the same one from this correlation and up to this mean difference, in grey levels of 255. */
const [leastCorrelation, mostDifference] = [0.99, 6];

interface Pair {
  readonly image: Comparable;
  readonly twin: Comparable;
}

/**
 * Finds near copies of held-out pictures among those to learn from (saved again, another size, another format): alike hashes first,
 * then their pixels. They are leaks as exact copies are, unless a person says otherwise. Each pair is compared once in a project's
 * life, a bounded number at a time; the hashes of a million images are looked through in seconds.
 */
export async function settleNearCopies(project: Project, signal?: AbortSignal): Promise<Note[]> {
  const queries = project.catalog.nearCopies;
  const held = [...queries.comparable(['test', 'validation'])].flat().filter(hasDetail);
  const leaks: NearLeak[] = [];
  let [room, left] = [mostCompared, 0];
  if (held.length > 0) {
    const near = new NearHashes(Uint32Array.from(held.flatMap(wordsOf)));
    for (const piece of queries.comparable(['validation', 'labelled-train', 'unlabelled'])) {
      const pairs = piece.filter(hasDetail).flatMap((image) => alike(image, held, near));
      const known = queries.verdicts(pairs.map(contents));
      const open = pairs.filter((_, i) => known[i] === null);
      const compared = open.slice(0, room);
      room -= compared.length;
      left += open.length - compared.length;
      const verdicts = await compare(compared, signal);
      queries.learn(verdicts);
      leaks.push(...leaksAmong(pairs, known, verdicts));
    }
  }
  queries.settle(leaks);
  if (left === 0) return [];
  return [note('near-copies-left', { pairs: left })];
}

/** The first twin of each image that is the same picture. */
function leaksAmong(
  pairs: readonly Pair[],
  known: readonly (boolean | null)[],
  verdicts: readonly NearVerdict[],
): NearLeak[] {
  const same = new Set(verdicts.filter((each) => each.same).map(({ hash, twin }) => hash + twin));
  const leaks = new Map<number, NearLeak>();
  for (const [i, { image, twin }] of pairs.entries())
    if ((known[i] ?? same.has(image.contentHash + twin.contentHash)) && !leaks.has(image.id))
      leaks.set(image.id, { imageId: image.id, twinId: twin.id });
  return [...leaks.values()];
}

const contents = ({ image, twin }: Pair) => ({ hash: image.contentHash, twin: twin.contentHash });
const strictness = { test: 0, validation: 1, 'labelled-train': 2, unlabelled: 2 } as const;

/** The held-out pictures of a stricter split whose hashes are near an image's; none where too many are. */
function alike(image: Comparable, held: readonly Comparable[], near: NearHashes): Pair[] {
  const twins = near
    .near(...wordsOf(image))
    .map((row) => held[row])
    .filter((twin) => strictness[twin.split] < strictness[image.split]);
  return twins.length < commonFrom ? twins.map((twin) => ({ image, twin })) : [];
}

/** Pictures of one colour, or of one that grows to a side, have a hash that says nothing. */
const hasDetail = ({ perceptualHash }: Comparable) => !/^(0{16}|f{16})$/.test(perceptualHash);

const wordsOf = ({ perceptualHash }: Comparable): [number, number] => [
  Number.parseInt(perceptualHash.slice(0, 8), 16),
  Number.parseInt(perceptualHash.slice(8), 16),
];

/** Compares pixels. A file that cannot be read now is left for another time. */
async function compare(pairs: readonly Pair[], signal?: AbortSignal): Promise<NearVerdict[]> {
  const small = new Map<string, Promise<Float64Array | null>>();
  const read = (image: Comparable) => {
    const begun = small.get(image.contentHash);
    if (begun) return begun;
    if (small.size >= mostKept) small.clear();
    const made = smallGrey(resolve(image.file, image.path));
    small.set(image.contentHash, made);
    return made;
  };
  const verdicts: NearVerdict[] = [];
  await inParallel(pairs, async ({ image, twin }) => {
    signal?.throwIfAborted();
    const [a, b] = await Promise.all([read(image), read(twin)]);
    if (a && b) verdicts.push({ ...contents({ image, twin }), same: isSame(a, b) });
  });
  return verdicts;
}

async function smallGrey(file: string): Promise<Float64Array | null> {
  const rgb = await decodeImage(file, side, { fit: 'squeeze' }).catch(() => null);
  if (!rgb) return null;
  return Float64Array.from(
    { length: side * side },
    (_, i) => 0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2],
  );
}

/** Whether two pictures of 32x32 grey values are one: what a hash cannot tell, since many garments or digits have hashes this near. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  const n = a.length;
  let [sumA, sumB, squaresA, squaresB, products, difference] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    sumA += a[i];
    sumB += b[i];
    squaresA += a[i] * a[i];
    squaresB += b[i] * b[i];
    products += a[i] * b[i];
    difference += Math.abs(a[i] - b[i]);
  }
  const spread = Math.sqrt((squaresA - (sumA * sumA) / n) * (squaresB - (sumB * sumB) / n));
  if (!(spread > 0) || difference / n > mostDifference) return false;
  return (products - (sumA * sumB) / n) / spread >= leastCorrelation;
}
