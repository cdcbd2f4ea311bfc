import type { ImagePair, Issue } from '../../../catalog';
import { type Note, note } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';
import type { Listing } from '../listing/listing';

/** What an import counts while it runs. */
export interface ImportTally {
  added: number;
  changed: number;
  unchanged: number;
  /** Unchanged files to which the source now gives another label, or another split. */
  relabelled: number;
  resplit: number;
  missing: number;
  /** New files that are held out because a draw held out the group that a list names for them. */
  followed: number;
  /** Files that a draw held out and that now have another picture. */
  replaced: number;
  /** Files whose pixels were read. */
  read: number;
  /** Files whose pixels all have one colour. */
  readonly flat: string[];
  /** Files with several pictures, of which the first is used. */
  readonly several: string[];
  /** Files with more channels than are used. */
  readonly channels: string[];
  readonly began: number;
}

/** The outcome of an import. Afterwards, every file of the source is either an image in the catalog or named here. */
export interface ImportReport {
  readonly sourceId: number;
  readonly files: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Number of files that were known and are no longer there. */
  readonly missing: number;
  /** Files whose pixels were read. */
  readonly read: number;
  /** Files that cannot be used, relative to the source's root. */
  readonly quarantined: readonly (Omit<Issue, 'place'> & { readonly path: string })[];
  /** Number of copies of an image of the same split; one of them is used. */
  readonly duplicates: number;
  /** Copies of test images among images to learn from; models are never trained on them. */
  readonly leaks: readonly ImagePair[];
  /** What is wrong with the source itself, by folder or line. */
  readonly problems: readonly Issue[];
  /** How the source was read, if that had to be decided. */
  readonly notes: readonly Note[];
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

/** Of longer lists only this many entries are returned. */
const listed = 10_000;

export function reportOf(
  { catalog }: Project,
  sourceId: number,
  listing: Listing,
  tally: ImportTally,
): ImportReport {
  const seconds = (performance.now() - tally.began) / 1000;
  const {
    began: _,
    flat,
    several,
    channels,
    relabelled,
    resplit,
    followed: __,
    replaced: ___,
    ...counts
  } = tally;
  return {
    sourceId,
    files: listing.files.length,
    ...counts,
    quarantined: catalog.imports.quarantined(sourceId, listed),
    duplicates: catalog.images.countByState(sourceId).duplicate,
    leaks: catalog.images.copies('leak', sourceId, listed),
    problems: listing.problems,
    notes: [
      ...listing.notes,
      ...(relabelled > 0 ? [note('labels-changed', { images: relabelled })] : []),
      ...namesForgotten(listing, relabelled),
      ...(resplit > 0 ? [note('splits-changed', { images: resplit })] : []),
      ...flatNote(flat),
      ...severalNote(several),
      ...channelsNote(channels),
    ],
    seconds,
    imagesPerSecond: listing.files.length / seconds,
  };
}

/** A file of class names counts only for the import that names it, so that the next one without it reads the numbers. */
function namesForgotten({ files }: Listing, relabelled: number): Note[] {
  const labelled = files.filter(({ label }) => label !== null);
  const areNumbers = labelled.every(({ label }) => /^\d+$/.test(label ?? ''));
  return relabelled > 0 && relabelled === labelled.length && areNumbers
    ? [note('labels-numbers-now', {})]
    : [];
}

/** How many files are named in a note; the others are counted. */
const mostNamed = 5;

function flatNote(flat: readonly string[]): Note[] {
  if (flat.length === 0) return [];
  const { files, more } = someOf(flat);
  return [more > 0 ? note('one-colour-more', { files, more }) : note('one-colour', { files })];
}

function severalNote(several: readonly string[]): Note[] {
  if (several.length === 0) return [];
  const { files, more } = someOf(several);
  return [more > 0 ? note('several-pictures-more', { files, more }) : note('several-pictures', { files })];
}

function channelsNote(more: readonly string[]): Note[] {
  if (more.length === 0) return [];
  const { files, more: others } = someOf(more);
  return [
    others > 0 ? note('more-channels-more', { files, more: others }) : note('more-channels', { files }),
  ];
}

/** The first files by name, since it is chance which file was read first, and how many more there are. */
function someOf(files: readonly string[]): { files: string; more: number } {
  const sorted = [...files].sort((a, b) => (a < b ? -1 : 1));
  return { files: sorted.slice(0, mostNamed).join(', '), more: files.length - mostNamed };
}
