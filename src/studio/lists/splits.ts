import type { Split } from '../../core/vocabulary/images';
import { splitOfName } from '../../core/vocabulary/split-names';

/** The names of splits in files that are written, as most programs have them; none knows a second test split. */
const fileNames: Readonly<Record<Split, string>> = {
  'labelled-train': 'train',
  validation: 'val',
  test: 'test',
  'extra-test': 'test',
  unlabelled: 'unlabelled',
};

export function splitFileName(split: string): string {
  return fileNames[split as Split] ?? split;
}

/** The word of a file's name that stands for a split, such as `instances_val2017` or `trainval`; undefined without one, or with two. */
export function splitWord(name: string): string | undefined {
  if (splitOfName(name) !== undefined) return name;
  const words = name.split(/[^\p{L}\p{N}]+/u).map((word) => (/^trainval\d*$/i.test(word) ? 'train' : word));
  const found = words.filter((word) => splitOfName(word) !== undefined);
  return new Set(found.map(splitOfName)).size === 1 ? found[0] : undefined;
}
