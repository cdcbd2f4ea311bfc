import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';

/** So many folders of a note are named. */
const mostNamed = 5;

/**
 * Folders that were taken for classes to train on and may be splits all the same, by a name that no one knew: they hold folders of the same
 * names (`xtrain/cat` and `xtest/cat`, folds), or each speaks of a split among other words (`cats_train`, `cats_test`).
 */
export function splitsInDisguise(files: readonly string[], split: Split | null): Note[] {
  if (split !== 'labelled-train') return [];
  const within = new Map<string, Set<string>>();
  for (const path of files) {
    const [top, ...deeper] = path.split('/').slice(0, -1);
    if (top !== undefined) within.set(top, (within.get(top) ?? new Set()).add(deeper[0] ?? ''));
  }
  const labels = [...within.keys()];
  const spoken = labels.filter((label) => splitsSpokenOf(label).length > 0);
  if (new Set(spoken.flatMap(splitsSpokenOf)).size > 1)
    return [note('classes-like-splits', { labels: named(spoken) })];
  const [first] = within.values();
  const same = labels.length > 1 && [...within.values()].every((each) => isSame(each, first));
  if (!same || first.size < 2 || first.has('')) return [];
  return [note('same-folders-within', { labels: named(labels), folders: named([...first]) })];
}

/** The splits that words of a name stand for; `trainA` is two words. */
function splitsSpokenOf(name: string): Split[] {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u);
  return words.map(splitOfName).filter((split) => split !== undefined && split !== 'unlabelled') as Split[];
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((each) => other.has(each));

function named(names: readonly string[]): string {
  const some = names.slice(0, mostNamed).map((name) => `"${name}"`);
  return [...some, ...(names.length > mostNamed ? ['…'] : [])].join(', ');
}
