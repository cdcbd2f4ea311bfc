/** English: the recipe screen. */
export const recipe = {
  recipe: {
    yes: 'yes',
    no: 'no',
    pasted: 'pasted text',
    arch: '{{arch}} ({{parameters}} parameters)',
  },
} as const;
