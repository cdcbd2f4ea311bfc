import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { isThere } from '../../../files/processes/running-process';
import type { TrialJob } from '../../../runner/job/messages';
import { makeTraining } from '../../../runner/training/training.fixture';
import { Engine } from './engine';
import { lives } from './process-life.fixture';

const cacheFolder = mkdtempSync(join(tmpdir(), 'engine-gone-'));
const engine = new Engine();
afterAll(async () => {
  await engine.close();
  rmSync(cacheFolder, { recursive: true });
});

const training = makeTraining(cacheFolder, { images: 4, model: {}, training: {} });
const job: TrialJob = { kind: 'trial', cacheFolder, workers: 0, work: { kind: 'train', ...training } };

/** Blocks this thread, so that it receives no events meanwhile. */
const holdStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('an engine that ended unheard', () => {
  it('is told of by how it ended, not by the message that did not reach it', async () => {
    await engine.start();
    process.kill(engine.pid as number, 'SIGKILL');
    holdStill(500);
    await expect(engine.run(job)).rejects.toMatchObject({ code: 'engine-died' });
    await expect(engine.run(job)).resolves.toMatchObject({ kind: 'trial' });
  });

  it('is so told of as well when the message is that its job is cancelled', async () => {
    await engine.start();
    const pid = engine.pid as number;
    const cancel = new AbortController();
    const run = expect(engine.run(job, { signal: cancel.signal })).rejects.toMatchObject({
      code: 'engine-died',
    });
    // A stopped process can neither end its job nor receive anything.
    process.kill(pid, 'SIGSTOP');
    await sleep(200);
    process.kill(pid, 'SIGKILL');
    holdStill(500);
    cancel.abort();
    await run;
    expect(lives(pid)).toBe(false);
  });
});

it('a job that is ended at once fails when its process is gone, and the next one need not wait for that', async () => {
  await engine.start();
  const pid = engine.pid as number;
  const cancel = new AbortController();
  const run = engine.run(job, { signal: cancel.signal, endAtOnce: true });
  await engine.start();
  cancel.abort();
  const next = expect(engine.run(job)).resolves.toMatchObject({ kind: 'trial' });
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  // What the process left unfinished is removed now, which is only done of processes that are not there.
  expect(isThere(pid)).toBe(false);
  await next;
});
