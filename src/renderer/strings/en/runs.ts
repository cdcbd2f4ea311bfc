/** English: runs. */
export const runs = {
  runs: { new: 'New experiment' },
} as const;
