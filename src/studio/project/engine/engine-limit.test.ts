import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { residentBytes } from '../../../files/memory/free-memory';
import type { TrialJob } from '../../../runner/job/messages';
import { makeTraining } from '../../../runner/training/training.fixture';
import { Engine } from './engine';
import { goneAfter } from './process-life.fixture';

const cacheFolder = mkdtempSync(join(tmpdir(), 'engine-limit-'));
const engine = new Engine();
afterAll(async () => {
  await engine.close();
  rmSync(cacheFolder, { recursive: true });
});

/** Some steps with a batch of `labelledBatch` images of 160 pixels. */
function job(labelledBatch: number): TrialJob {
  const training = makeTraining(cacheFolder, {
    ...{ images: 4, model: { arch: 'b0', imageSize: 160 } },
    training: { labelledBatch },
  });
  return { kind: 'trial', cacheFolder, workers: 0, work: { kind: 'train', ...training } };
}

describe.runIf(process.platform === 'linux')('an engine with a limit of memory', () => {
  it('is ended when it takes more, and the next job has another one', async () => {
    await engine.start();
    const pid = engine.pid as number;
    const mostBytes = (residentBytes(pid) as number) + 300 * 2 ** 20;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, residentBytes(pid) ?? 0);
    }, 20);
    const run = engine.run(job(32), { mostBytes });
    await expect(run).rejects.toMatchObject({ code: 'out-of-memory' });
    clearInterval(watch);
    expect(await goneAfter(pid)).toBeLessThan(1000);
    // The test measures by itself, and its last measurement may be from just before the limit was passed.
    expect(most).toBeGreaterThan(0.9 * mostBytes);
    // The engine's memory was measured ten times a second while it grew.
    expect(most).toBeLessThan(mostBytes + 700 * 2 ** 20);
    await expect(engine.run(job(1), { mostBytes: 8 * 2 ** 30 })).resolves.toMatchObject({ kind: 'trial' });
    expect(engine.pid).not.toBe(pid);
  });
});
