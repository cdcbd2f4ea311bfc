import { describe, expect, it } from 'vitest';
import type { DataOverview, ExperimentView } from '../../contract';
import { nextStep } from './next-step';

const splits = { 'labelled-train': 0, unlabelled: 100, validation: 0, test: 0 };
const classOf = (id: number, images: number) => ({ id, images: { ...splits, 'labelled-train': images } });
const project = (over: object = {}) =>
  ({ splits, conflicts: 0, drawable: 0, classes: [], sources: [], ...over }) as unknown as DataOverview;
const experiment = (state: string, over: object = {}) =>
  ({
    ...{ name: 'orchids', state, failure: null, choice: { runId: 1 }, runs: [{ testAccuracy: null }] },
    ...over,
  }) as unknown as ExperimentView;
const measured = { runs: [{ testAccuracy: 0.9 }] };
const labelled = { classes: [classOf(1, 20), classOf(2, 20)], drawable: 40 };
const withTest = project({ ...labelled, splits: { ...splits, test: 8 } });
const step = (overview: DataOverview, experiments: ExperimentView[] = [], readOnly = false) =>
  nextStep({ overview, experiments, readOnly });

describe('the next step', () => {
  it('leads from a new project to an experiment', () => {
    expect(step(project({ splits: { ...splits, unlabelled: 0 } }))).toEqual({ name: 'add', screen: 'data' });
    expect(step(project())?.name).toBe('label');
    // There are copies under different labels, and a person has to say which label is right.
    const none = { ...splits, unlabelled: 0 };
    expect(step(project({ splits: none, conflicts: 2 }))?.name).toBe('label');
    expect(step(project({ classes: [classOf(1, 50)] }))?.name).toBe('label');
    expect(step(project(labelled))?.name).toBe('split');
    expect(step(project({ ...labelled, drawable: 4 }))?.name).toBe('start');
    expect(step(withTest)?.name).toBe('start');
  });

  it('leads from an experiment to an exported model, and names the experiment that it is about', () => {
    const paused = experiment('paused');
    const waiting = experiment('review');
    const done = experiment('done');
    expect(step(withTest, [experiment('running')])).toBeNull();
    expect(step(withTest, [paused])).toEqual({ name: 'resume', screen: 'runs', experiment: paused });
    expect(step(withTest, [experiment('running'), waiting])).toMatchObject({
      name: 'review',
      experiment: waiting,
    });
    expect(step(withTest, [done, paused])).toMatchObject({ name: 'evaluate', experiment: done });
    expect(step(withTest, [experiment('done', measured)])?.name).toBe('export');
    expect(step(project(labelled), [done])?.name).toBe('export');
  });

  it('is the rest of an import that was cut off, before anything is done with a part of the images', () => {
    const source = (state: string, exists = true) => ({ path: '/pool', exists, lastImport: { state } });
    const cutOff = source('interrupted');
    const known = project({ ...labelled, sources: [source('done'), cutOff] });
    expect(step(known)).toEqual({ name: 'import', source: cutOff });
    expect(step(known, [experiment('review')])?.name).toBe('import');
    expect(step(known, [], true)).toBeNull();
    for (const other of [source('cancelled'), source('interrupted', false), { ...cutOff, lastImport: null }])
      expect(step(project({ ...labelled, sources: [other] }))?.name).toBe('split');
  });

  it('does not resume what would diverge again', () => {
    const stopped = (code: string) => experiment('failed', { failure: { code, message: '' } });
    expect(step(withTest, [stopped('loss-not-finite')])).toEqual({ name: 'start', screen: 'runs' });
    expect(step(withTest, [stopped('training-not-finite')])?.name).toBe('start');
    expect(step(withTest, [stopped('disk-full')])?.name).toBe('resume');
  });

  it('goes on after a cancelled experiment with its finished models, or with another experiment', () => {
    expect(step(withTest, [experiment('cancelled', { choice: null })])?.name).toBe('start');
    expect(step(withTest, [experiment('cancelled')])?.name).toBe('evaluate');
    expect(step(withTest, [experiment('cancelled', measured)])?.name).toBe('export');
    expect(step(withTest, [experiment('new', { choice: null })])).toMatchObject({
      name: 'begin',
      screen: 'runs',
    });
  });

  it('asks for nothing that a project that is only read refuses', () => {
    for (const state of ['paused', 'review', 'failed', 'new'])
      expect(step(withTest, [experiment(state, { choice: null })], true)).toBeNull();
    expect(step(project(labelled), [], true)).toBeNull();
    expect(step(withTest, [experiment('done')], true)?.name).toBe('export');
  });
});
