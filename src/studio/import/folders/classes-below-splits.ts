import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import type { Listing } from '../listing/listing';
import { placeIn, type SplitLayout } from '../listing/split-layout';
import { foldersWithinClass } from './class-folder-notes';
import { named } from './named';
import { splitsInDisguise } from './splits-in-disguise';

/** Notes on the classes of a tree of splits, where folders above or below them, or within them, may be the classes. */
export function classesBelowSplits(files: Listing['files'], layout: SplitLayout): Note[] {
  const below: string[][] = [];
  const above = new Set<string>();
  const labels = new Set<string>();
  const splits = new Set<Split>();
  const splitsWith = new Map<string, Set<Split>>();
  for (const { path, label, split: own } of files) {
    const parts = path.split('/').slice(0, -1);
    const folder = placeIn(layout, parts).label;
    if (label === null || folder === null) continue;
    const at = parts.lastIndexOf(folder);
    const split = parts.findIndex((part) => splitOfName(part) !== undefined);
    const folders = [folder, ...parts.slice(at + 1).filter((part) => splitOfName(part) === undefined)];
    below.push(folders);
    splits.add(own);
    splitsWith.set(firstTwo(folders), (splitsWith.get(firstTwo(folders)) ?? new Set()).add(own));
    if (split < 1 || split > at) continue;
    above.add(parts.slice(0, split).join('/'));
    labels.add(folder);
  }
  // Classes are in several splits; folders of a single one are rather films or persons.
  const shared = below.filter(
    (folders) => splits.size < 2 || (splitsWith.get(firstTwo(folders))?.size ?? 0) > 1,
  );
  const within = foldersWithinClass(shared.map((folders) => `${folders.join('/')}/image`));
  const notes = [
    ...splitsInDisguise(below, 'labelled-train'),
    ...(within
      ? [note('folders-within-class-of-splits', { label: within.label, folders: within.folders })]
      : []),
  ];
  if (above.size < 2) return notes;
  return [...notes, note('folders-above-splits', { labels: named([...labels]), folders: named([...above]) })];
}

const firstTwo = (folders: readonly string[]) => folders.slice(0, 2).join('/');
