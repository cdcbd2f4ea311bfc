import { describe, expect, it } from 'vitest';
import { experiment, job, run } from './experiment.fixture';
import { runState, shownState } from './states';

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
