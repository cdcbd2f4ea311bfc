/** English: what galleries of images share, and the picker of classes. */
export const gallery = {
  picker: {
    title_one: 'Give {{n}} image a class',
    title_other: 'Give {{n}} images a class',
    search: 'Class',
    none: 'No class has this name.',
    create: 'New class “{{name}}”',
  },
  gallery: {
    pick: 'Class by its name',
    undo: 'Undo',
    redo: 'Redo',
    move: 'Move; with Shift select',
    range: 'Select a range, or one more',
    all: 'Select all that is shown',
    look: 'Large view',
    clear: 'Select nothing',
    refresh: 'Order anew',
    elsewhere: 'Its images are not shown here.',
  },
} as const;
