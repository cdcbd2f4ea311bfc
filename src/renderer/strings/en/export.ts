/** English: the export screen. */
export const exporting = {
  export: {},
} as const;
