import type { Split } from '../../core/vocabulary/images';
import { splitOfName } from '../../core/vocabulary/split-names';

/** The names of splits in written files, as most programs use them; no format has a second test split. */
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

/** What a list of a split's images is called in one word with it: `testlist01`, `vallabels`. */
const listWords = /(?:lists?|labels?|files?|names?|ids?|annotations?|annos?|gt)\d*$/i;

/**
 * The word in a file's name that stands for a split, such as `instances_val2017`, `trainval` or `testLabels`; undefined if there is none,
 * or if there are two different ones.
 */
export function splitWord(name: string): string | undefined {
  if (splitOfName(name) !== undefined) return name;
  const words = name.split(/[^\p{L}\p{N}]+/u);
  const found = words.flatMap((word) => {
    const whole = known(word);
    // Capital letters part words only where the whole is none, as `HoldOut` is.
    return whole === undefined
      ? word.split(/(?<=\p{Ll})(?=\p{Lu})/u).flatMap((part) => known(part) ?? [])
      : [whole];
  });
  return new Set(found.map(splitOfName)).size === 1 ? found[0] : undefined;
}

/** The name of a split that a word is, without what it says of a list; undefined if it is none. */
function known(word: string): string | undefined {
  const plain = splitOfName(word) === undefined ? word.replace(listWords, '') : word;
  if (/^trainval\d*$/i.test(plain)) return 'train';
  return splitOfName(plain) === undefined ? undefined : plain;
}
