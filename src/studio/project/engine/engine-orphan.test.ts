import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from './engine';
import { slowly } from './long-step.fixture';
import { goneAfter, lives } from './process-life.fixture';

const folder = mkdtempSync(join(tmpdir(), 'engine-orphan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = fileURLToPath(new URL('./long-step.fixture.ts', import.meta.url));

describe('an engine in a step of some seconds', () => {
  it('ends soon after its parent was killed', async () => {
    const parent = spawn(process.execPath, ['--import', 'tsx', fixture, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...slowly },
    });
    const steps: { pid: number; at: number }[] = [];
    // One step is over, and the next has begun.
    for await (const line of createInterface({ input: parent.stdout })) {
      steps.push({ ...JSON.parse(line), at: performance.now() });
      if (steps.length === 2) break;
    }
    const [{ pid }] = steps;
    const aStep = steps[1].at - steps[0].at;
    expect(lives(pid)).toBe(true);
    await sleep(100);
    parent.kill('SIGKILL');
    const took = await goneAfter(pid);
    process.stdout.write(`a step takes ${(aStep / 1000).toFixed(1)} s; gone after ${took.toFixed(0)} ms\n`);
    // The engine was gone well within a step; otherwise the end of the step might have ended it.
    expect(aStep).toBeGreaterThan(1500);
    expect(took).toBeLessThan(Math.min(1500, aStep / 2));
  });

  it.runIf(process.platform === 'linux')('is what the system ends first when memory runs out', async () => {
    const engine = new Engine();
    try {
      const started = engine.start();
      const score = (pid: number | 'self') => Number(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8'));
      // The score is set before the engine has loaded anything.
      expect(score(engine.pid as number)).toBe(1000);
      expect(score('self')).toBeLessThan(1000);
      await started;
      expect(score(engine.pid as number)).toBe(1000);
    } finally {
      await engine.close();
    }
  });
});
