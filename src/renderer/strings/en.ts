/** Every word of the window in English. */
export const en = {
  app: { name: 'Noisy Studio' },
  screens: {
    data: 'Data',
    label: 'Label',
    recipe: 'Recipe',
    runs: 'Runs',
    review: 'Review',
    evaluate: 'Evaluate',
    export: 'Export',
  },
  start: {
    tagline:
      'Few labels, many images. Let a teacher label the rest, look at what it did, train a better student.',
    demo: 'Open the demo project',
    demoHelp: 'Fashion-MNIST: 500 labelled images, 14,400 without labels. Minutes on a laptop.',
    create: 'New project',
    createHelp: 'An empty folder for the catalog and the models. Your images stay where they are.',
    open: 'Open project',
    openHelp: 'A folder that holds a project.',
    recent: 'Recent projects',
    missing: 'not found',
    forget: 'Remove from the list',
  },
  errors: {},
} as const;
