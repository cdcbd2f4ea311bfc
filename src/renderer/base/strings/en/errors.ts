/**
 * English: what went wrong, by the error's code, where the studio's own sentence tells what to do on the command line. `fact` is that
 * sentence without the advice.
 */
export const errors = {
  errors: {
    title: 'That did not work',
    'engine-died':
      'The engine, a process of its own, ended without warning, often because memory ran out. Nothing else is lost. Press Resume in Runs to go on from the last checkpoint; where it happens again, use a smaller batch.',
    'source-kind': '{{fact}} Choose another folder, or take the source out and add it again.',
  },
} as const;
