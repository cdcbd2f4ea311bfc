/** A column that says yes or no to one part, as `is_test` does. */
export interface SplitFlag {
  /** What the list calls it. */
  readonly key: string;
  readonly split: 'train' | 'test' | 'validation';
}

const splits: Readonly<Record<string, SplitFlag['split']>> = {
  ...{ is_train: 'train', is_training: 'train' },
  ...{ is_test: 'test', is_testing: 'test', is_holdout: 'test' },
  // fastai calls it `is_valid`.
  ...{ is_val: 'validation', is_valid: 'validation', is_validation: 'validation' },
};

/** Those among a list's columns, which `plainly` writes in one way. */
export const splitFlagsIn = (
  keys: readonly string[],
  plainly: (key: string) => string,
): readonly SplitFlag[] =>
  keys.flatMap((key) => {
    const name = plainly(key);
    return Object.hasOwn(splits, name) ? [{ key, split: splits[name] }] : [];
  });

export const isYes = (value: string) => /^(1|1\.0*|true|t|yes|y)$/i.test(value);
export const isNo = (value: string) => /^(0|0\.0*|false|f|no|n)$/i.test(value);

/**
 * The split that a row names by such columns; undefined where it names none. What is held out by one of them is held out, whatever another
 * says, and what is not for training is for testing. A value that is neither yes nor no is given back, which no split is called.
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
