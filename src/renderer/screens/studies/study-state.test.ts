import { describe, expect, it } from 'vitest';
import type { JobView, StudyCellView, StudyEntry } from '../../../contract';
import { withSpaces } from '../../../core/words/shares';
import { cellState, jobOfStudy, studyState, waitingNames } from './study-state';
import { differenceText, meanText } from './study-words';

const job = (facts: Partial<JobView>): JobView => ({
  ...{ id: 1, kind: 'study', subject: 'a', status: 'running', stage: null, progress: null, experimentId: 7 },
  ...{ startedAt: 1, finishedAt: null, failure: null, notes: [], output: null },
  ...facts,
});
const entry: StudyEntry = { id: 1, name: 'a', question: null, createdAt: 0, runs: 4, done: 1, failed: 0 };
const cell: StudyCellView = {
  ...{ arm: 'x', seed: 1, state: 'running', first: null, last: null, balanced: null, seconds: 0 },
  ...{ experimentId: 7, failure: null },
};

describe('where a study is', () => {
  it('is known from its job, and else from its runs', () => {
    expect(jobOfStudy([job({ finishedAt: 2 }), job({ subject: 'b' }), job({ kind: 'report' })], 'a')).toBe(
      undefined,
    );
    expect(jobOfStudy([job({ id: 3 })], 'a')?.id).toBe(3);
    expect(studyState(entry, job({}))).toBe('running');
    expect(studyState(entry, job({ status: 'queued' }))).toBe('queued');
    expect(studyState(entry, job({ status: 'cancelling' }))).toBe('stopping');
    expect(studyState(entry, undefined)).toBe('paused');
    expect(studyState({ ...entry, done: 4 }, undefined)).toBe('done');
    expect(studyState({ ...entry, done: 3, failed: 1 }, undefined)).toBe('failed');
  });

  it('a run that was begun is at work only while the job is on it', () => {
    expect(cellState(cell, job({}))).toBe('running');
    expect(cellState(cell, job({ experimentId: 8 }))).toBe('stopped');
    expect(cellState(cell, undefined)).toBe('stopped');
    expect(cellState({ ...cell, state: 'failed' }, job({}))).toBe('failed');
  });

  it('names those of which nothing has begun', () => {
    const jobs = [
      job({}),
      job({ subject: 'b' }),
      job({ subject: 'c', finishedAt: 3 }),
      job({ kind: 'import', subject: 'd' }),
    ];
    expect(waitingNames(jobs, [entry])).toEqual(['b']);
  });
});

describe('what the table says', () => {
  const one = { count: 1, mean: 0.8414, deviation: null, low: null, high: null };
  const three = { count: 3, mean: 0.0125, deviation: 0.0061, low: -0.0004, high: 0.025 };

  it('has deviations and intervals where there are several seeds', () => {
    expect(withSpaces(meanText(one))).toBe('84.1 %');
    expect(withSpaces(meanText({ ...one, deviation: 0.0061 }))).toBe('84.1 % ± 0.6');
    expect(differenceText({ ...one, mean: -0.02 })).toBe('−2.0');
    expect(differenceText(three)).toBe('+1.3 [±0.0, +2.5]');
    expect([meanText(null), differenceText(null)]).toEqual(['–', '–']);
  });
});
