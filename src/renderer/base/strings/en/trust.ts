/** English: the estimated correctness of a selection. */
export const trust = {
  trust: {
    title: 'Expected right',
    low: 'Many of these labels are wrong',
    few: 'Too few held-out images to tell',
    interval: '{{name}}: {{share}} right, {{low}} to {{high}}',
    column: 'Right',
    columnHelp:
      'Share of the kept pseudo-labels that are expected to be right, estimated from held-out labelled images.',
  },
} as const;
