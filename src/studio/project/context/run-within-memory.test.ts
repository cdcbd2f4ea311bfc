import { describe, expect, it } from 'vitest';
import { studioError } from '../../../core/errors';
import type { LinearProbeJob, PredictJob, TrainJob } from '../../../runner/job/messages';
import type { Engine, JobListener } from '../engine/engine';
import { runWithinMemory } from './run-within-memory';

/** An engine that runs out of memory with more than `most` images at a time, and that by itself takes at most `fitted`. */
function engineWith(most: number, fitted = Number.POSITIVE_INFINITY) {
  const asked: (number | undefined)[] = [];
  let closed = 0;
  const engine = {
    run: (job: TrainJob | LinearProbeJob | PredictJob, { onFitted }: JobListener) => {
      const batch = askedBy(job);
      asked.push(batch);
      const taken = Math.min(batch ?? 64, fitted);
      onFitted?.(taken);
      return taken > most ? Promise.reject(studioError('out-of-memory', {})) : Promise.resolve({});
    },
    close: () => {
      closed++;
      return Promise.resolve();
    },
  };
  const context = {
    engine: engine as unknown as Engine,
    tell: () => {},
    signal: new AbortController().signal,
  };
  return { context, asked, closed: () => closed };
}

function askedBy(job: TrainJob | LinearProbeJob | PredictJob): number | undefined {
  if (job.kind === 'predict') return job.batch;
  return job.kind === 'train' ? job.mostAtOnce : job.spec.inferenceBatch;
}

const training = { kind: 'train', folder: '', cacheFolder: '', workers: 0 } as TrainJob;

describe('a job that runs out of memory', () => {
  it('goes on in a fresh engine with half as many images at a time', async () => {
    const { context, asked, closed } = engineWith(20);
    await runWithinMemory(context, training, 64, {});
    expect(asked).toEqual([undefined, 32, 16]);
    expect(closed()).toBe(2);
  });

  it('is halved from what the engine had in memory, not from what it was allowed', async () => {
    const { context, asked } = engineWith(10, 16);
    await runWithinMemory(context, training, 64, {});
    expect(asked).toEqual([undefined, 8]);
  });

  it('shows a linear probe fewer images at a time, down to one', async () => {
    const { context, asked } = engineWith(1);
    const job = { kind: 'linear-probe', spec: { inferenceBatch: 5 } } as LinearProbeJob;
    await runWithinMemory(context, job, 5, {});
    expect(asked).toEqual([5, 3, 2, 1]);
  });

  it('says how many images at a time are tried next', async () => {
    const { context } = engineWith(20);
    const told: number[] = [];
    const onFewer = (most: number) => void told.push(most);
    await runWithinMemory(context, { kind: 'predict', batch: 64 } as PredictJob, 64, { onFewer });
    expect(told).toEqual([32, 16]);
  });

  it('is given up where one image is too many', async () => {
    const { context, asked } = engineWith(0);
    const job = { kind: 'predict', batch: 5 } as PredictJob;
    await expect(runWithinMemory(context, job, 5, {})).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(asked).toEqual([5, 3, 2, 1]);
  });
});
