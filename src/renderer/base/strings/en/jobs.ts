import { stageSentences } from '../../../../core/vocabulary/stage-words';

/** English: jobs. */
export const jobs = {
  jobs: {
    title: 'Jobs',
    idle: 'Nothing is running.',
    none: 'No jobs yet.',
    more: '+{{count}} more',
    queued: 'Queued',
    starting: 'Starting …',
    cancel: 'Cancel',
    cancelling: 'Stopping …',
    reveal: 'Show in folder',
    reviewLabels: 'Review the labels',
    kinds: {
      demo: 'Prepare the demo',
      import: 'Import {{subject}}',
      experiment: 'Experiment {{subject}}',
      study: 'Study {{subject}}',
      measure: 'Measure {{subject}}',
      label: 'Label with {{subject}}',
      select: 'Select from {{subject}}',
      evaluate: 'Evaluate {{subject}}',
      robustness: 'Robustness of {{subject}}',
      'export-labels': 'Export {{subject}}',
      'export-model': 'Export {{subject}}',
      report: 'Report of {{subject}}',
      remove: 'Delete {{subject}}',
    },
    stages: stageSentences,
    notice: {
      done: 'Done.',
      review: 'The pool is labelled: your review decides what the student learns from.',
      stopped: 'Stopped. {{why}}',
    },
    progress: {
      images: '{{done}} / {{total}} images',
      steps: '{{done}} / {{total}} steps',
      loss: 'loss {{loss}}',
      left: '{{time}} left',
    },
    status: {
      queued: 'queued',
      running: 'running',
      cancelling: 'stopping',
      done: 'done',
      cancelled: 'cancelled',
      stopped: 'stopped',
      failed: 'failed',
      interrupted: 'interrupted',
    },
  },
} as const;
