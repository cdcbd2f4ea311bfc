import type { SourceKind } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { SplitLayout } from '../listing/split-layout';

/**
 * Guesses what a folder is from its name and the names of the folders that hold its pictures (`parts` from the root down, [] for the folder
 * itself). The command line and the window share this guess, and a person may change it.
 */
export function guessFolderKind(
  name: string,
  folders: readonly (readonly string[])[],
  layout: SplitLayout | null,
): SourceKind {
  if (layout) return 'split-folders';
  if (splitOfName(name) === 'unlabelled') return 'pool';
  // Without a folder for each class nothing says what a picture shows.
  return folders.some((parts) => parts.length > 0) || folders.length === 0 ? 'folder-per-class' : 'pool';
}
