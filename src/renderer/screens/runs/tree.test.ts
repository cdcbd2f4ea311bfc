import { describe, expect, it } from 'vitest';
import type { ExperimentView, IterationView, JobView, RunView } from '../../../contract';
import { presets } from '../../../core/recipe';
import { teacherOf } from '../../base/words/teacher-of';
import { curveOf } from './curves';
import { gainOver, runState, shownState, treeRows } from './tree';

const run = (runId: number, more: Partial<RunView> = {}): RunView => ({
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

const iteration = (more: Partial<IterationView>): IterationView => ({
  ...{ number: 1, teacherRunId: 1, studentRunId: null, selection: null },
  labelling: { id: 9, state: 'done', images: 5, startedAt: 1, finishedAt: 2 },
  ...more,
});

const experiment = (more: Partial<ExperimentView> = {}): ExperimentView => ({
  ...{ id: 1, name: 'first', state: 'done', failure: null, pauseForReview: false, seed: 1, createdAt: 1 },
  stopsAfter: false,
  ...{ recipe: presets['quick-cpu'], runs: [run(1)], iterations: [], choice: null },
  ...more,
});

const job = (more: Partial<JobView> = {}): JobView => ({
  ...{ id: 1, kind: 'experiment', subject: 'first', status: 'running', stage: null, experimentId: 1 },
  ...{ progress: null, startedAt: 1, finishedAt: null, failure: null, notes: [], output: null },
  ...more,
});

const progress = (unit: 'steps' | 'images') =>
  ({ done: 1, total: 4, unit, imagesPerSecond: 1, secondsLeft: 1, loss: null }) as const;

describe('treeRows', () => {
  it('puts pseudo-labels between a teacher and its student', () => {
    const runs = [run(1), run(2, { kind: 'student', iteration: 1 })];
    const rows = treeRows(
      [experiment({ runs, iterations: [iteration({ studentRunId: 2 })] })],
      [],
      new Set(),
    );
    expect(rows.map(({ key }) => key)).toEqual(['e1', 'r1', 'l1-1', 'r2']);
  });

  it('shows both labellings of a teacher that stayed the teacher, each before the student that learnt from it', () => {
    const student = (id: number, iteration: number) => run(id, { kind: 'student', iteration });
    const runs = [run(1), student(2, 1), student(3, 2)];
    const iterations = [
      iteration({ studentRunId: 2 }),
      iteration({ number: 2, teacherRunId: 1, studentRunId: 3 }),
    ];
    const rows = treeRows([experiment({ runs, iterations })], [], new Set());
    expect(rows.map(({ key }) => key)).toEqual(['e1', 'r1', 'l1-1', 'r2', 'l1-2', 'r3']);
  });

  it('folds the models of a closed experiment away', () => {
    const rows = treeRows([experiment(), experiment({ id: 2 })], [], new Set([1]));
    expect(rows.map(({ key }) => key)).toEqual(['e1', 'e2', 'r1']);
  });

  it('marks the labelling that waits for a person', () => {
    const waiting = experiment({ state: 'review', iterations: [iteration({})] });
    expect(treeRows([waiting], [], new Set())[2]).toMatchObject({ kind: 'labels', state: 'waits' });
    const trained = { ...waiting, iterations: [iteration({ studentRunId: 1 })] };
    expect(treeRows([trained], [], new Set())[2]).toMatchObject({ kind: 'labels', state: 'done' });
  });

  it('shows the progress of a job where it works: steps on the training, images on the labelling', () => {
    const view = experiment({
      ...{ state: 'running', runs: [run(1), run(2, { iteration: 1, state: 'running' })] },
      iterations: [
        iteration({ labelling: { id: 9, state: 'running', images: 0, startedAt: 1, finishedAt: null } }),
      ],
    });
    const shares = (unit: 'steps' | 'images') =>
      treeRows([view], [job({ progress: progress(unit) })], new Set()).map((row) =>
        row.kind === 'experiment' ? undefined : row.share,
      );
    expect(shares('steps')).toEqual([undefined, null, null, 0.25]);
    expect(shares('images')).toEqual([undefined, null, 0.25, null]);
  });
});

describe('the state of an experiment', () => {
  it('is that of the job which works on it, else its own', () => {
    const view = experiment({ state: 'interrupted' });
    expect(shownState(view, undefined)).toBe('interrupted');
    expect(shownState(view, job({ status: 'queued' }))).toBe('queued');
    expect(shownState(view, job({ status: 'cancelling' }))).toBe('stopping');
    expect(shownState(view, job())).toBe('running');
  });
});

describe('the state of a run', () => {
  it('is paused with its experiment, and waits only while something is to work on it', () => {
    const stopped = run(1, { state: 'cancelled' });
    expect(runState(experiment({ state: 'paused' }), stopped, false)).toBe('paused');
    expect(runState(experiment({ state: 'cancelled' }), stopped, false)).toBe('cancelled');
    expect(runState(experiment(), run(1, { state: 'queued' }), true)).toBe('queued');
    expect(runState(experiment(), run(1, { state: 'queued' }), false)).toBe('new');
  });
});

describe('the gain of a student', () => {
  const runs = [
    run(1, { testAccuracy: 0.5, validationAccuracy: 0.75 }),
    run(2, { kind: 'student', testAccuracy: 0.75, validationAccuracy: 0.5 }),
  ];
  const view = experiment({ runs, iterations: [iteration({ studentRunId: 2 })] });

  it('is told over its teacher, on the test images where both were measured there', () => {
    expect(teacherOf(view, runs[1])).toBe(runs[0]);
    expect(teacherOf(view, runs[0])).toBeUndefined();
    expect(gainOver(runs[0], runs[1])).toEqual({ gain: 0.25, split: 'test' });
    expect(gainOver(runs[0], { ...runs[1], testAccuracy: null })).toEqual({
      gain: -0.25,
      split: 'validation',
    });
    expect(gainOver(undefined, runs[0])).toBeNull();
  });

  it('is told on validation where the test images were not the same', () => {
    const measured = (set: string | null, testImages: number) => ({ testSet: set, testImages });
    const [teacher, student] = runs;
    const on = (a: ReturnType<typeof measured>, b: ReturnType<typeof measured>) =>
      gainOver({ ...teacher, ...a }, { ...student, ...b })?.split;
    expect(on(measured('x', 90), measured('x', 90))).toBe('test');
    expect(on(measured('x', 90), measured('y', 90))).toBe('validation');
    expect(on(measured(null, 90), measured('y', 80))).toBe('validation');
  });
});

describe('curveOf', () => {
  it('leaves out points without the measure', () => {
    const empty = { trainLoss: null, trainAccuracy: null, validationLoss: null, validationAccuracy: null };
    const rest = { learningRate: null, seconds: null, imagesPerSecond: null, waitShare: null };
    const epochs = [
      { epoch: 1, step: 10, ...empty, ...rest, trainLoss: 2 },
      { epoch: 2, step: 20, ...empty, ...rest },
      { epoch: 3, step: 30, ...empty, ...rest, trainLoss: 1 },
    ];
    expect(curveOf(epochs, 'trainLoss')).toEqual([
      [10, 2],
      [30, 1],
    ]);
  });
});
