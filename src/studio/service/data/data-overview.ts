import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import type { SplitCount } from '../../../catalog';
import { type ImageState, imageStates, type Split, splits } from '../../../catalog';
import type { ClassView, DataOverview, SourceView } from '../../../contract';
import type { Project } from '../../project/folder/project';

/** The counts of everything in a project, in one pass over an index for all images, and one for each source. */
export function dataOverview(project: Project): DataOverview {
  const { catalog } = project;
  const counts = catalog.splits.countsInSources();
  const usable = counts.filter(({ state }) => state === 'ok');
  const classes = new Map<number | null, Record<Split, number>>();
  for (const count of usable) {
    if (!classes.has(count.classId)) classes.set(count.classId, emptySplits());
    (classes.get(count.classId) as Record<Split, number>)[count.split] += count.images;
  }
  return {
    classes: catalog.classes
      .active()
      .map((each): ClassView => ({ ...each, images: classes.get(each.id) ?? emptySplits() })),
    merged: catalog.classes.list().filter(({ mergedInto }) => mergedInto !== null),
    splits: tally(usable, emptySplits(), 'split'),
    states: tally(counts, emptyStates(), 'state'),
    conflicts: catalog.labelViews.conflicts(),
    sources: sourcesOf(project),
    drawable: catalog.splits.countDrawable(),
  };
}

export const emptySplits = () =>
  Object.fromEntries(splits.map((split) => [split, 0])) as Record<Split, number>;
const emptyStates = () =>
  Object.fromEntries(imageStates.map((state) => [state, 0])) as Record<ImageState, number>;

function tally<K extends string>(
  counts: readonly SplitCount[],
  sums: Record<K, number>,
  by: 'split' | 'state',
): Record<K, number> {
  for (const count of counts) sums[count[by] as unknown as K] += count.images;
  return sums;
}

function sourcesOf({ catalog }: Project): SourceView[] {
  return catalog.sources.list().map((source) => {
    const last = catalog.sources.imports(source.id).at(0);
    return {
      id: source.id,
      kind: source.kind,
      path: source.path,
      split: source.split,
      testSet: source.setId === null ? null : catalog.testSets.get(source.setId).name,
      addedAt: source.addedAt,
      exists: existsSync(source.path),
      states: catalog.images.countByState(source.id),
      lastImport: last ? { state: last.state, startedAt: last.startedAt, finishedAt: last.finishedAt } : null,
      issues: catalog.sources.issues(source.id),
      notes: last?.report?.notes ?? [],
    };
  });
}

/** Ids of the sources whose files are not in their place. A disk that does not respond delays nothing else. */
export async function missingSources({ catalog }: Project): Promise<number[]> {
  const found = catalog.sources.list().map(({ id, path }) =>
    access(path).then(
      () => [],
      () => [id],
    ),
  );
  return (await Promise.all(found)).flat();
}
