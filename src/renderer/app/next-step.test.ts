import { describe, expect, it } from 'vitest';
import type { DataOverview, ExperimentView } from '../../contract';
import { nextStep } from './next-step';

const splits = { 'labelled-train': 0, unlabelled: 100, validation: 0, test: 0 };
const classOf = (id: number, images: number) => ({ id, images: { ...splits, 'labelled-train': images } });
const project = (over: object = {}) =>
  ({ sources: [{}], splits, drawable: 0, classes: [], ...over }) as unknown as DataOverview;
const experiment = (state: string, testAccuracy: number | null = null) =>
  ({ name: 'orchids', state, runs: [{ testAccuracy }] }) as unknown as ExperimentView;
const labelled = { classes: [classOf(1, 20), classOf(2, 20)], drawable: 40 };

describe('the next step', () => {
  it('leads from images to an exported model', () => {
    expect(nextStep(project({ sources: [] }), [])).toBeNull();
    expect(nextStep(project(), [])?.name).toBe('label');
    expect(nextStep(project({ classes: [classOf(1, 50)] }), [])?.name).toBe('label');
    expect(nextStep(project(labelled), [])?.name).toBe('split');
    expect(nextStep(project({ ...labelled, drawable: 4 }), [])?.name).toBe('start');
    expect(nextStep(project({ ...labelled, splits: { ...splits, test: 8 } }), [])?.name).toBe('start');
    const withTest = project({ ...labelled, splits: { ...splits, test: 8 } });
    expect(nextStep(withTest, [experiment('running')])).toBeNull();
    expect(nextStep(withTest, [experiment('paused')])).toMatchObject({
      name: 'resume',
      experiment: 'orchids',
    });
    expect(nextStep(withTest, [experiment('running'), experiment('review')])?.name).toBe('review');
    expect(nextStep(withTest, [experiment('done')])?.name).toBe('evaluate');
    expect(nextStep(withTest, [experiment('done', 0.9)])?.name).toBe('export');
    expect(nextStep(project(labelled), [experiment('done')])?.name).toBe('export');
  });
});
