import { join } from 'node:path';
import { type Note, note } from '../../../core/words/notes';
import { ListPlace } from '../../lists/list-place';
import { formatAt, formatTitle } from '../../lists/table';
import { isMetadataFolder, metadataTitle } from './metadata-folder';

/** How deep the folder of a dataset may lie: `repo-main/data/set`. */
const mostDepth = 4;

/**
 * A note on a folder within the imported one that is a dataset of a labelling tool, as when a downloaded archive is unpacked: the import
 * recognises such a folder only if it is named itself. Only folders that hold all pictures are looked at.
 */
export function formatWithin(root: string, files: readonly string[]): Note[] {
  for (const folder of foldersOfAll(files).slice(0, mostDepth)) {
    const title = titleAt(join(root, folder));
    if (title) return [note('format-within', { folder, format: title })];
  }
  return [];
}

function titleAt(folder: string) {
  try {
    const place = new ListPlace(folder);
    const format = formatAt(place);
    if (format) return formatTitle(format);
    return isMetadataFolder(place) ? metadataTitle(place) : undefined;
  } catch {
    // What cannot be read is no dataset.
    return undefined;
  }
}

/** The folders above all files, from the root down and without it. */
function foldersOfAll(files: readonly string[]): string[] {
  const [first = '', ...others] = files;
  const parts = first.split('/').slice(0, -1);
  const all = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  return all.filter((folder) => others.every((path) => path.startsWith(`${folder}/`)));
}
