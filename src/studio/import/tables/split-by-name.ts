import { basename, dirname, extname } from 'node:path';
import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { splitWord } from '../../lists/splits';

/** The split that the name of a list says, or that of its folder. */
export interface SplitByName {
  readonly split: Split;
  /** What bears the name. */
  readonly list: string;
  readonly word: string;
}

/** What is held out by the name of a list, or of its folder, though no column says so: `test_labels.csv`, Roboflow's `valid/_classes.csv`. */
export function splitByName(path: string): SplitByName | null {
  const list = basename(path);
  const own = splitWord(list.slice(0, list.length - extname(list).length));
  const folder = basename(dirname(path));
  return named(own, list) ?? (own === undefined ? named(folderWord(folder), `${folder}/${list}`) : null);
}

/** What the name of a folder that is a list holds out. */
export function splitByFolderName(path: string): SplitByName | null {
  const folder = basename(path);
  const found = named(folderWord(folder), folder);
  return found?.split === 'labelled-train' ? null : found;
}

/** A folder `dev` is where a developer works. */
const folderWord = (folder: string) => (/^dev$/i.test(folder) ? undefined : folder);

function named(word: string | undefined, list: string): SplitByName | null {
  const split = splitOfName(word ?? '');
  return word === undefined || split === undefined || split === 'unlabelled' ? null : { split, word, list };
}
