/** English: what galleries of images share, and the picker of classes. */
export const gallery = {
  picker: {
    title_one: 'Label {{n}} image',
    title_other: 'Label {{n}} images',
    search: 'Class',
    none: 'No class has this name.',
    create: 'New class “{{name}}”',
  },
  gallery: {
    pick: 'Label by class name',
    undo: 'Undo',
    redo: 'Redo',
    move: 'Move; with Shift select',
    range: 'Select a range, or one more',
    all: 'Select all shown',
    look: 'Large view',
    clear: 'Clear selection',
    refresh: 'Reorder',
    elsewhere: 'Its images are not shown here.',
  },
} as const;
