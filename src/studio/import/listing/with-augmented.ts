import { augmentedOf } from '../../../core/near-copies/augmented-names';
import { note } from '../../../core/words/notes';
import type { Listing } from './listing';

/**
 * Augmented copies of a picture (`a.jpg`, `a_flip.jpg`) become a group, as if a list had named it: a model that learned from one must not be
 * tested on another, and mirrored or turned copies look too different to be found by their pixels. Groups of a list stay as they are.
 */
export function withAugmented(listing: Listing): Listing {
  const groups = augmentedOf(listing.files);
  const first = groups.findIndex((group) => group !== undefined);
  if (first < 0) return listing;
  const [one, other] = groups.flatMap((group, at) =>
    group === groups[first] ? [listing.files[at].path] : [],
  );
  return {
    ...listing,
    files: listing.files.map((file, at) => ({ ...file, group: file.group ?? groups[at] })),
    notes: [
      ...listing.notes,
      note('augmented-copies', {
        count: groups.filter((group) => group !== undefined).length,
        pictures: new Set(groups).size - (groups.includes(undefined) ? 1 : 0),
        ...{ one, other },
      }),
    ],
  };
}
