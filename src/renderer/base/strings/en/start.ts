/** English: start. */
export const start = {
  start: {
    tagline:
      'A few labels, many images: a teacher labels the rest, you check its work, and a better student learns from it.',
    demo: 'Open the demo project',
    demoHelp:
      'Fashion-MNIST with 500 labels and 14,400 unlabelled images. A short example is trained while you look around.',
    create: 'New project',
    createHelp: 'A new folder for catalog and models. Your images stay where they are.',
    open: 'Open project',
    openHelp: 'A folder that holds a project.',
    recent: 'Recent projects',
    missing: 'not found',
    forget: 'Remove from this list',
  },
  newProject: {
    title: 'New project',
    name: 'Name',
    example: 'Orchids',
    place: 'Location',
    choose: 'Choose …',
    result: 'Will be created: {{folder}}',
    help: 'The folder must be new or empty.',
    create: 'Create project',
  },
} as const;
