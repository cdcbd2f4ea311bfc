import type { Split } from '../../../../core/vocabulary/images';
import { splitOfName } from '../../../../core/vocabulary/split-names';

/** A column that says yes or no to one split, as `is_test` does. */
export interface SplitFlag {
  /** Its name in the list. */
  readonly key: string;
  readonly split: 'train' | 'test' | 'validation';
}

const parts: Readonly<Partial<Record<Split, SplitFlag['split']>>> = {
  ...{ 'labelled-train': 'train', test: 'test', validation: 'validation' },
};

/** The flags among a list's columns: `is_test`, `IsTest`, `In Train?`, `for_validation`; fastai calls one `is_valid`. */
export const splitFlagsIn = (keys: readonly string[]): readonly SplitFlag[] =>
  keys.flatMap((key) => {
    const [, name] = /^(?:is|in|for)[^\p{L}\p{N}]*(.+)$/iu.exec(key.trim()) ?? [];
    return name === undefined ? [] : flagOf(key, name);
  });

/**
 * The columns that are named only like a split (`test` with 0 and 1). They are flags if every field says yes or no, but so may be the
 * column of a class with that name (pictures of a `train`).
 */
export const bareFlagsIn = (keys: readonly string[]): readonly SplitFlag[] =>
  keys.flatMap((key) => flagOf(key, key));

/** `is_labelled` says nothing about what an image is for. */
function flagOf(key: string, name: string): SplitFlag[] {
  const split = parts[splitOfName(name) ?? 'unlabelled'];
  return split === undefined || /label/i.test(name) ? [] : [{ key, split }];
}

export const isYes = (value: string) => /^(1|1\.0*|true|t|yes|y)$/i.test(value);
export const isNo = (value: string) => /^(0|0\.0*|false|f|no|n)$/i.test(value);

/** Whether a column such as `is_valid` says that files are intact: most are, which is no share of images for validation. */
export function saysFilesAreIntact(key: string, values: readonly string[]): boolean {
  const yes = values.filter(isYes).length;
  return /valid(?!at)/i.test(key) && yes < values.length && yes * 2 > values.length;
}

/**
 * The split that a row names by such columns; undefined if it names none. What one of them holds out is held out, whatever another says,
 * and what is not for training is for testing. A value that is neither yes nor no is returned as it is; no split has such a name.
 */
export function splitOfFlags(
  flags: readonly SplitFlag[],
  said: (key: string) => string | undefined,
): string | undefined {
  const flagged = flags.map(({ key, split }) => ({ split, value: said(key)?.trim() ?? '' }));
  const odd = flagged.find(({ value }) => value !== '' && !isYes(value) && !isNo(value));
  if (odd) return odd.value;
  const yes = new Set(flagged.filter(({ value }) => isYes(value)).map(({ split }) => split));
  for (const split of ['test', 'validation', 'train'] as const) if (yes.has(split)) return split;
  return flagged.some(({ split, value }) => split === 'train' && isNo(value)) ? 'test' : undefined;
}
