import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { splitWord } from '../../lists/splits';
import { isHeldBackMore } from './split-meanings';

/** Names of folders from the root down. */
type Parts = readonly string[];

/**
 * Folders with a split among the words of their names (`asl_train` beside `asl_test`; `test_clean` and `testA` beside `train`), by their
 * paths: if all folders beside each other are named so, some to train on and some held out, and those to train on have one name besides
 * that word and class folders inside. Others may be classes: `cats_train` beside `dogs_train`, `train_station` beside `test_tube`.
 */
export function spokenSplits(folders: readonly Parts[]): ReadonlyMap<string, Split> {
  const found = new Map<string, Split>();
  for (const [above, names] of siblings(folders)) {
    const spoken = [...names].map((name) => ({ name, word: splitWord(name) ?? '' }));
    const splits = spoken.map(({ word }) => splitOfName(word));
    const isClear =
      splits.includes('labelled-train') && splits.some((split) => isHeldBackMore(split, undefined));
    if (!isClear || splits.includes(undefined)) continue;
    const learnt = spoken.filter((_, at) => splits[at] === 'labelled-train');
    if (new Set(learnt.map(({ name, word }) => name.replace(word, ''))).size > 1) continue;
    const path = (name: string) => (above === '' ? name : `${above}/${name}`);
    if (learnt.some(({ name }) => folders.some((parts) => parts.join('/') === path(name)))) continue;
    for (const [at, { name }] of spoken.entries()) {
      found.set(path(name), splits[at] as Split);
      // Archives are often unpacked into a folder of their own name.
      found.set(`${path(name)}/${name}`, splits[at] as Split);
    }
  }
  return found;
}

/** The names of the folders in each folder that have pictures, right in them or deeper. */
function siblings(folders: readonly Parts[]): ReadonlyMap<string, ReadonlySet<string>> {
  const inside = new Map<string, Set<string>>();
  for (const parts of folders)
    for (const [depth, name] of parts.entries()) {
      const above = parts.slice(0, depth).join('/');
      inside.set(above, (inside.get(above) ?? new Set()).add(name));
    }
  return inside;
}
