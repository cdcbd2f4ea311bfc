import type { Source, Split } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { isTest } from '../../../core/vocabulary/images';
import { type TestSet, testSetName } from '../../../core/vocabulary/test-sets';
import { note } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';
import type { Listing } from '../listing/listing';

/**
 * The name of the test set that a source becomes, or has been since an earlier import; null if it is none. Throws `test-set-name`, and
 * `source-other-set` or `source-is-test-set` if the project has the source as something else than what is asked, because that would change
 * what its images are for.
 */
export function setNameFor(
  { catalog }: Project,
  known: Source | undefined,
  asked: string | undefined,
  split: Split | undefined,
): string | null {
  const name = asked === undefined ? null : testSetName(asked);
  if (!known || catalog.sources.isRemoved(known.id)) return name;
  const its = known.setId === null ? null : catalog.testSets.get(known.setId).name;
  if (name !== null && name !== its) throw studioError('source-other-set', { path: known.path, name });
  if (its !== null && split !== undefined && !isTest(split))
    throw studioError('source-is-test-set', { path: known.path, name: its });
  return its;
}

/** The set with this name, which is made if there is none. Throws `test-set-taken`. */
export function setOf({ catalog }: Project, name: string | null): TestSet | null {
  return name === null ? null : catalog.testSets.ensureImported(name);
}

/** The same files as a named test set: all of them, whatever splits a list names. Throws `test-set-unlabelled` if none has a label. */
export function asTestSet(listing: Listing): Listing {
  const { files, path } = listing;
  const labelled = files.filter(({ label, problem }) => label !== null || problem).length;
  if (files.length > 0 && labelled === 0) throw studioError('test-set-unlabelled', { path });
  const others = files.filter(({ label, split }) => label !== null && split !== 'test').length;
  const notes = [
    ...(others > 0 ? [note('set-other-splits', { images: others })] : []),
    ...(labelled < files.length ? [note('set-unlabelled', { images: files.length - labelled })] : []),
  ];
  return {
    ...listing,
    split: 'extra-test',
    files: files.map((file) => ({ ...file, split: 'extra-test' })),
    notes: [...listing.notes, ...notes],
  };
}
