import type { ExperimentView, IterationView, JobView, RunView } from '../../../../contract';
import { presets } from '../../../../core/recipe';

/** A finished teacher. */
export const run = (runId: number, more: Partial<RunView> = {}): RunView => ({
  ...{
    runId,
    name: { code: 'student', values: { number: runId } },
    kind: 'teacher',
    iteration: 0,
    state: 'done',
    error: null,
    seed: 1,
  },
  ...{ arch: 'small', device: null, versions: {}, startedAt: 1, finishedAt: 2, steps: 10, trainedSteps: 10 },
  ...{
    stoppedEarly: false,
    note: null,
    validationAccuracy: null,
    byFolds: null,
    testAccuracy: null,
    seconds: 1,
  },
  ...{
    testMetrics: null,
    testImages: null,
    testSeen: null,
    testSet: null,
    testChanged: 0,
    sets: [],
    overFirst: null,
  },
  ...{
    imagesPerSecond: 1,
    waitShare: 0,
    weightsHash: null,
    selection: null,
    imageSize: 28,
    fix: null,
    trainings: [],
  },
  ...more,
});

/** An iteration whose pool is labelled. */
export const iteration = (more: Partial<IterationView>): IterationView => ({
  ...{ number: 1, teacherRunId: 1, studentRunId: null, selection: null },
  labelling: { id: 9, state: 'done', images: 5, startedAt: 1, finishedAt: 2 },
  ...more,
});

/** A finished experiment of one run. */
export const experiment = (more: Partial<ExperimentView> = {}): ExperimentView => ({
  ...{ id: 1, name: 'first', state: 'done', failure: null, pauseForReview: false, seed: 1, createdAt: 1 },
  stopsAfter: false,
  ...{ recipe: presets['quick-cpu'], runs: [run(1)], iterations: [], choice: null },
  ...more,
});

/** The running job of that experiment. */
export const job = (more: Partial<JobView> = {}): JobView => ({
  ...{ id: 1, kind: 'experiment', subject: 'first', status: 'running', stage: null, experimentId: 1 },
  ...{ progress: null, startedAt: 1, finishedAt: null, failure: null, notes: [], output: null },
  ...more,
});
