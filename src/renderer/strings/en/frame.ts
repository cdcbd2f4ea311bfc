/** English: frame. */
export const frame = {
  app: { name: 'Noisy Studio' },
  common: { cancel: 'Cancel', save: 'Save', close: 'Close', none: 'none' },
  screens: {
    data: 'Data',
    label: 'Label',
    recipe: 'Recipe',
    runs: 'Runs',
    review: 'Review',
    evaluate: 'Evaluate',
    export: 'Export',
  },
  frame: {
    screens: 'Screens',
    commands: 'Commands',
    keys: 'Keys',
    settings: 'Settings',
    theme: 'Theme',
    themes: { light: 'Light', dark: 'Dark', auto: 'As the system' },
    language: 'Language',
    showFolder: 'Show its folder',
    closeProject: 'Close the project',
  },
  commands: {
    do: 'Do',
    places: 'Go to',
    goTo: 'Go to {{screen}}',
    theme: 'Theme: {{theme}}',
    language: 'Language: {{language}}',
    search: 'What do you want to do?',
    nothing: 'No such command',
  },
  keys: {
    commands: 'All commands',
    help: 'This list',
    addImages: 'Add images (Data)',
    next: 'Next control',
    close: 'Close a dialog',
    zoom: 'Larger and smaller',
  },
  time: {
    seconds: '{{value}} s',
    minutes: '{{value}} min',
    hours: '{{value}} h',
    speed: '{{value}} images/s',
  },
  down: {
    title: 'The studio does not run',
    help: 'It stopped each time that it was started. What was saved is not lost; a training goes on from its last checkpoint.',
    said: 'What it said',
    again: 'Start it again',
    restarted: 'The studio was started again',
    restartedHelp:
      'It had stopped unexpectedly. What was saved is not lost; a job that ran was interrupted and can be resumed.',
  },
  errors: {
    title: 'That did not work',
    'engine-died':
      'The engine, a process of its own, ended without warning, often because memory ran out. Nothing else is lost. Press Resume in Runs to go on from the last checkpoint; where it happens again, use a smaller batch.',
  },
} as const;
