import { setImmediate as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Image, LookColumns, NearVerdict } from '../../../catalog';
import { AugmentedNames, type NamedPicture } from '../../../core/near-copies/augmented-names';
import { type Candidate, CandidatePairs } from '../../../core/near-copies/candidates';
import { type Joined, joinPairs } from '../../../core/near-copies/groups';
import { nearImages } from '../../../core/near-copies/near-pairs';
import type { PicturePair } from '../../../core/near-copies/same-picture';
import { type Note, note } from '../../../core/words/notes';
import { PictureComparer } from '../../../data/facts/picture-comparer';
import { inParallel } from '../../project/context/in-parallel';
import type { Project } from '../../project/folder/project';
import { SmallPictures } from './small-pictures';

/** How many pairs are compared by their pixels in one search, besides one for each ten images; the others wait for the next import. */
const mostCompared = 20_000;
/** How many pairs are decided before groups are considered again. */
const piece = 256;

/** The catalog's key for the result of the last search. */
const key = 'nearCopies';
/** Version of how near duplicates are found; a different one means that pictures are compared again. */
const rule = 4;

interface Searched {
  readonly rule: number;
  /** Number of pairs that were not compared. */
  readonly left: number;
  /** A digest of the pictures that were searched; empty if a search is due in any case. */
  readonly of: string;
}

const searchedSchema: z.ZodType<Searched> = z.object({
  rule: z.number(),
  left: z.number(),
  of: z.string().default(''),
});

/**
 * Groups the project's near duplicates: augmented copies by their names, and pictures that were saved again, resized, cropped by a few
 * per cent, mirrored or left without colours, and bursts. Of these, similar hashes are found first, then pixels are compared; a pair is
 * compared only once, at most a bounded number in one search, and never if its pictures are already in one group. A picture in one group
 * with a held-out picture is a leak just as an exact copy is, unless a person says otherwise.
 */
export async function findNearCopies(
  project: Project,
  signal?: AbortSignal,
  smalls = new SmallPictures(),
): Promise<Note[]> {
  const { catalog } = project;
  // The digest is computed first, so that pictures that are added during the search make another one due.
  const of = await lookedAt(project, signal);
  const notes = await joinAugmented(project, signal);
  if (catalog.meta.get(key, searchedSchema)?.rule !== rule) beginAnew(catalog);
  catalog.nearCopies.joinAgreed();
  const looks = catalog.nearCopies.looks();
  const near = await nearImages(looks, async () => {
    await pause();
    signal?.throwIfAborted();
  });
  const pairs = new CandidatePairs(looks.sides, near);
  const joined = knownOf(project, looks, pairs);
  let room = mostCompared + Math.floor(looks.ids.length / 10);
  let unread = 0;
  const comparer = new PictureComparer();
  try {
    while (room > 0) {
      const open = pairs.next(joined, Math.min(piece, room));
      if (open.length === 0) break;
      const decided = await compare(project, looks, open, smalls, comparer, signal);
      catalog.nearCopies.learn(decided.map(({ verdict }) => verdict));
      for (const { candidate, verdict } of decided) {
        pairs.tell(candidate, verdict.same);
        if (verdict.same) joined.join(candidate.row, candidate.other);
      }
      unread += open.length - decided.length;
      room -= open.length;
    }
  } finally {
    await comparer.close();
  }
  const left = unread + (room > 0 ? 0 : pairs.left(joined));
  catalog.transaction(() => {
    catalog.nearCopies.regroup();
    catalog.meta.set(key, { rule, left, of } satisfies Searched);
  });
  return left === 0 ? notes : [...notes, note('near-copies-left', { pairs: left })];
}

/** Pairs that an older rule found to be different are compared again, once: those that this search decides stay, also if it is ended. */
function beginAnew(catalog: Project['catalog']): void {
  catalog.transaction(() => {
    catalog.nearCopies.forgetDifferences();
    catalog.meta.set(key, { rule, left: 0, of: '' } satisfies Searched);
  });
}

/** How many pairs are stored at once. */
const joinedAtOnce = 5_000;

/** Joins augmented copies, which are known by their names alone, and tells of those that were not known before. */
async function joinAugmented(
  { catalog: { nearCopies, images } }: Project,
  signal?: AbortSignal,
): Promise<Note[]> {
  const names = new AugmentedNames();
  const eachName = async (visit: (picture: NamedPicture) => void) => {
    for (const piece of nearCopies.names()) {
      piece.forEach(visit);
      await pause();
      signal?.throwIfAborted();
    }
  };
  await eachName((picture) => names.ask(picture));
  if (!names.any) return [];
  await eachName((picture) => names.look(picture));
  const pairs = names.pairs();
  let count = 0;
  let example: readonly number[] = [];
  for (let from = 0; from < pairs.length; from += joinedAtOnce) {
    const found = nearCopies.join(pairs.slice(from, from + joinedAtOnce));
    if (count === 0) example = found[0] ?? [];
    count += found.length;
    await pause();
    signal?.throwIfAborted();
  }
  if (count === 0) return [];
  const [one, other] = images.byIds([...example]).map(({ path }) => path);
  return [note('augmented-copies', { count, one, other })];
}

/** Does the same unless it was done for the present pictures: an import may have ended before its own search. */
export async function ensureNearCopies(project: Project, signal?: AbortSignal): Promise<void> {
  if (!(await isSearched(project, signal))) await findNearCopies(project, signal);
}

/** A note on pairs that no search has compared, because there were too many or files could not be read. */
export function nearCopiesLeft({ catalog }: Project): Note[] {
  const left = catalog.meta.get(key, searchedSchema)?.left ?? 0;
  return left > 0 ? [note('near-copies-left', { pairs: left })] : [];
}

/** Does the same also if pairs were left; `smalls` are pictures that an import has just read. */
export async function goOnWithNearCopies(
  project: Project,
  signal?: AbortSignal,
  smalls?: SmallPictures,
): Promise<Note[]> {
  const left = project.catalog.meta.get(key, searchedSchema)?.left ?? 0;
  return left > 0 || !(await isSearched(project, signal)) ? findNearCopies(project, signal, smalls) : [];
}

/** Withdraws what a person decided about these images, and finds again what their pixels say. */
export async function uniteNearCopies(
  project: Project,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<void> {
  const { catalog } = project;
  catalog.transaction(() => {
    catalog.nearCopies.unite(ids);
    const before = catalog.meta.get(key, searchedSchema);
    catalog.meta.set(key, { rule: before?.rule ?? rule, left: 0, of: '' } satisfies Searched);
  });
  await findNearCopies(project, signal);
}

async function isSearched(project: Project, signal?: AbortSignal): Promise<boolean> {
  const searched = project.catalog.meta.get(key, searchedSchema);
  if (searched?.rule !== rule || project.catalog.nearCopies.haveLabelsAgreed()) return false;
  return searched.of === (await lookedAt(project, signal));
}

/** A digest of the present pictures; other work runs meanwhile. */
async function lookedAt({ catalog }: Project, signal?: AbortSignal): Promise<string> {
  const pieces = catalog.nearCopies.looked();
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await pause();
    signal?.throwIfAborted();
  }
}

/** What is known about the pictures: groups so far, and pairs that differ. */
function knownOf({ catalog }: Project, { ids }: LookColumns, pairs: CandidatePairs): Joined {
  const [same, apart]: number[][] = [[], []];
  catalog.nearCopies.eachPair((id, twinId, isSame, said) => {
    const [row, other] = [rowOf(ids, id), rowOf(ids, twinId)];
    if (row < 0 || other < 0) return;
    if (isSame) same.push(row, other);
    else pairs.differ(row, other);
    if (!isSame && said) apart.push(row, other);
  });
  // If a person keeps two of their groups apart, their pairs need not be compared.
  return joinPairs(ids.length, same, apart, (row, other) => pairs.differ(row, other));
}

/** The index of an id in ascending ids; -1 if it is missing. */
function rowOf(ids: Int32Array, id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

interface Decided {
  readonly candidate: Candidate;
  readonly verdict: NearVerdict;
}

/** Compares pixels. Pairs with a file that cannot be read now are left for another time. */
async function compare(
  project: Project,
  { ids }: LookColumns,
  candidates: readonly Candidate[],
  smalls: SmallPictures,
  comparer: PictureComparer,
  signal?: AbortSignal,
): Promise<Decided[]> {
  const wanted = new Set(candidates.flatMap(({ row, other }) => [ids[row], ids[other]]));
  const images = new Map(project.catalog.images.byIds([...wanted]).map((image) => [image.id, image]));
  const imageAt = (row: number) => images.get(ids[row]) as Image;
  const pairs = new Array<PicturePair | undefined>(candidates.length);
  const differ = new Array<boolean>(candidates.length);
  await inParallel([...candidates.keys()], async (at) => {
    signal?.throwIfAborted();
    const { row, other, detailed, crowded } = candidates[at];
    const [first, second] = await Promise.all([row, other].map((each) => smalls.of(project, imageAt(each))));
    const [label, otherLabel] = [imageAt(row).classId, imageAt(other).classId];
    differ[at] = label !== null && otherLabel !== null && label !== otherLabel;
    if (first && second) pairs[at] = { one: first, other: second, detailed, crowded, mirrored: true };
  });
  const read = [...candidates.keys()].filter((at) => pairs[at] !== undefined);
  const alike = await comparer.compare(read.map((at) => pairs[at] as PicturePair));
  // Sides may be what classes are about: under two labels, a mirrored picture is another one.
  const unsure = read.filter((at, place) => alike[place] && differ[at]);
  const upright = await comparer.compare(
    unsure.map((at) => ({ ...(pairs[at] as PicturePair), mirrored: false })),
  );
  const mirrored = new Set(unsure.filter((_, place) => !upright[place]));
  return read.map((at, place) => {
    const candidate = candidates[at];
    const [hash, twin] = [candidate.row, candidate.other].map((row) => imageAt(row).contentHash as string);
    const isMirrored = mirrored.has(at);
    return { candidate, verdict: { hash, twin, same: alike[place] && !isMirrored, mirrored: isMirrored } };
  });
}
