import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BadFile, KnownFile, ReadFile, Source, Thumbnail } from '../../../catalog';
import { type ImageFacts, type ImageProblem, readImageFile } from '../../../data/facts/read-image';
import { inParallel } from '../../project/context/in-parallel';
import type { Project } from '../../project/folder/project';
import { kept, type ListedFile } from '../listing/listing';
import type { ImportTally } from './report';
import type { SmallPictures } from './small-pictures';

/**
 * Codes of what the decoder found wrong. It keeps one error text for the whole process, so if several files are decoded at a time, each may
 * get another's reason: such a file is read again, alone.
 */
export const decoderCodes: ReadonlySet<string> = new Set([
  'truncated',
  'corrupt',
  'unread-coding',
  'pixel-limit',
  'file-unreadable',
]);

/**
 * Brings some files of a source into the catalog, in one transaction. Only new or changed ones are read; `tally` counts the outcomes,
 * `smalls` keeps small pictures of them. Throws the signal's reason, and then nothing of the piece is stored.
 */
export async function importPiece(
  { catalog, thumbnails }: Project,
  source: Source,
  piece: readonly ListedFile[],
  classIds: ReadonlyMap<string, number>,
  tally: ImportTally,
  smalls: SmallPictures,
  signal?: AbortSignal,
): Promise<void> {
  const known = catalog.imports.known(source.id, paths(piece));
  const [read, bad, same, unclear]: [ReadFile[], BadFile[], ListedFile[], ListedFile[]] = [[], [], [], []];
  const previews: Thumbnail[] = [];
  const describe = ({ path, split, label, group }: ListedFile) => ({
    path,
    split,
    group,
    classId: label === null ? null : (classIds.get(label) ?? null),
  });
  const take = (file: ListedFile, facts: ImageFacts | ImageProblem) => {
    const mtimeMs = facts.mtimeMs === undefined ? null : Math.floor(facts.mtimeMs);
    if (facts.ok) {
      const { thumbnail, small, channels, ...its } = facts;
      const { contentHash } = its;
      read.push({ ...describe(file), ...its, mtimeMs: mtimeMs as number });
      if (small) smalls.offer(contentHash, small);
      if (facts.flat) tally.flat.push(file.path);
      if (facts.pictures > 1) tally.several.push(file.path);
      if (channels) tally.channels.push(file.path);
      if (thumbnail) previews.push({ contentHash, bytes: thumbnail });
    } else bad.push({ ...describe(file), ...facts, size: facts.size ?? null, mtimeMs });
  };
  await inParallel(piece, async (file) => {
    const before = known.get(file.path);
    const full = resolve(source.root, file.path);
    if (file.problem) {
      if (before && isBad(before)) tally.unchanged++;
      else count(tally, before);
      bad.push({ ...describe(file), size: null, mtimeMs: null, ...kept(file.problem) });
      return;
    }
    if (before && isSettled(before) && isSame(full, before)) {
      tally.unchanged++;
      if (before.readable) same.push(file);
      return;
    }
    const facts = await readImageFile(full, { signal });
    // A pipe or a broken link has no content; it is looked at again each time, in case it became a file.
    if (facts.size !== undefined) tally.read++;
    if (!facts.ok && before && isBad(before)) tally.unchanged++;
    else count(tally, before);
    if (!facts.ok && decoderCodes.has(facts.code)) unclear.push(file);
    else take(file, facts);
  });
  for (const file of unclear)
    take(file, await readImageFile(resolve(source.root, file.path), { signal, alone: true }));
  catalog.transaction(() => {
    const { followed, replaced } = catalog.imports.store(
      source.id,
      inOrder(piece, read),
      inOrder(piece, bad),
    );
    tally.followed += followed;
    tally.replaced += replaced;
    catalog.imports.redescribe(source.id, same.map(describe));
    countRedescribed(tally, known, () => catalog.imports.known(source.id, paths(same)));
  });
  thumbnails.add(previews);
}

function count(tally: ImportTally, before: KnownFile | undefined): void {
  if (before) tally.changed++;
  else tally.added++;
}

const paths = (files: readonly ListedFile[]) => files.map(({ path }) => path);

/** Counts unchanged files to which their source now gives another label or split than before. */
function countRedescribed(
  tally: ImportTally,
  before: ReadonlyMap<string, KnownFile>,
  now: () => ReadonlyMap<string, KnownFile>,
): void {
  for (const [path, { classId, givenSplit }] of now()) {
    if (classId !== before.get(path)?.classId) tally.relabelled++;
    if (givenSplit !== before.get(path)?.givenSplit) tally.resplit++;
  }
}

/** Sorts files as listed, because the order of ids must not depend on which file was read first. */
function inOrder<T extends { path: string }>(piece: readonly ListedFile[], files: T[]): T[] {
  const place = new Map(piece.map(({ path }, i) => [path, i]));
  return files.sort((a, b) => (place.get(a.path) as number) - (place.get(b.path) as number));
}

/** Whether an earlier import set the file aside because no picture could be read from it. */
function isBad({ state, readable }: KnownFile): boolean {
  return state === 'quarantined' && !readable;
}

/**
 * Whether what is known about a file still holds if the file is unchanged. It does not hold for a bad file that was gone (its reason was
 * lost with it), nor for a good one that a run could not read: its disk may have been disconnected.
 */
function isSettled({ state, code, readable }: KnownFile): boolean {
  if (state === 'missing') return readable === 1;
  return state !== 'quarantined' || !readable || code === 'label-conflict';
}

/** Whether a file is as it was in an earlier import, by size and time; no pixels are read for that. */
function isSame(file: string, known: KnownFile): boolean {
  if (known.size === null || known.mtimeMs === null) return false;
  try {
    const { size, mtimeMs } = statSync(file);
    return size === known.size && Math.floor(mtimeMs) === known.mtimeMs;
  } catch {
    return false;
  }
}
