import type { Split } from '../../../contract';

export const splitNames = [
  'labelled-train',
  'validation',
  'test',
  'extra-test',
  'unlabelled',
] as const satisfies Split[];

/** One colour for each split; the colours differ in lightness as well. */
export const splitColors: Readonly<Record<Split, string>> = {
  'labelled-train': 'var(--mantine-color-iris-5)',
  validation: 'light-dark(var(--mantine-color-iris-2), var(--mantine-color-iris-2))',
  test: 'light-dark(#8a9099, #8f959e)',
  'extra-test': 'light-dark(#5f656e, #b4bac3)',
  unlabelled: 'light-dark(#c9cdd3, #4b4f56)',
};
