import { describe, expect, it } from 'vitest';
import { experiment, iteration, job, run } from '../experiment/experiment.fixture';
import { treeRows } from './tree';

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

  it('puts the pseudo-labels after the teacher, not after the linear probe that it starts from', () => {
    const runs = [run(1, { kind: 'probe' }), run(2), run(3, { kind: 'student', iteration: 1 })];
    const view = experiment({ runs, iterations: [iteration({ teacherRunId: 2, studentRunId: 3 })] });
    expect(treeRows([view], [], new Set()).map(({ key }) => key)).toEqual(['e1', 'r1', 'r2', 'l1-1', 'r3']);
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
