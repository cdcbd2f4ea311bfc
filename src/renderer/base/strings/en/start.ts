/** English: start. */
export const start = {
  start: {
    tagline:
      'A few labels, many images: a teacher labels the rest, you look at what it did, and a better student learns from it.',
    demo: 'Open the demo project',
    demoHelp: 'Fashion-MNIST with 500 labels and 14,400 images without. The whole loop in minutes.',
    create: 'New project',
    createHelp: 'A folder of its own for catalog and models. Your images stay where they are.',
    open: 'Open project',
    openHelp: 'A folder in which a project was made before.',
    recent: 'Recent projects',
    missing: 'not found',
    forget: 'Remove from this list',
  },
  newProject: {
    title: 'New project',
    name: 'Name',
    example: 'Orchids',
    place: 'Make its folder in',
    choose: 'Choose …',
    result: 'Will be made: {{folder}}',
    help: 'The folder must be new or empty.',
    create: 'Make the project',
  },
} as const;
