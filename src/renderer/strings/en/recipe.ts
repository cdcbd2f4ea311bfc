/** English: the recipe screen. */
export const recipe = {
  recipe: {},
} as const;
