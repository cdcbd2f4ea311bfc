import { basename, dirname, extname } from 'node:path';
import type { Split } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { splitWord } from '../../../lists/splits';

/** The split that the name of a list, or of its folder, stands for. */
export interface SplitByName {
  readonly split: Split;
  /** The list, or its folder and the list, whose name it is. */
  readonly list: string;
  readonly word: string;
}

/**
 * The split that the name of a list or of its folder stands for, even if no column says so: `test_labels.csv`, Roboflow's
 * `valid/_classes.csv`.
 */
export function splitByName(path: string): SplitByName | null {
  const list = basename(path);
  const own = splitWord(list.slice(0, list.length - extname(list).length));
  const folder = basename(dirname(path));
  return named(own, list) ?? (own === undefined ? named(folderWord(folder), `${folder}/${list}`) : null);
}

/** The held-out split that the name of a folder stands for, if the folder itself is the list. */
export function splitByFolderName(path: string): SplitByName | null {
  const folder = basename(path);
  const found = named(folderWord(folder), folder);
  return found?.split === 'labelled-train' ? null : found;
}

/** A folder `dev` or `development` is a developer's folder, not a validation split. */
const folderWord = (folder: string) => (/^dev(elopment)?$/i.test(folder) ? undefined : folder);

function named(word: string | undefined, list: string): SplitByName | null {
  const split = splitOfName(word ?? '');
  return word === undefined || split === undefined || split === 'unlabelled' ? null : { split, word, list };
}
