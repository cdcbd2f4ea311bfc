import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeMemoryGroup, whyNoGroup } from '../../../../e2e/limits/memory-group';
import { ballastSteps } from './ballast.fixture';

const folder = mkdtempSync(join(tmpdir(), 'out-of-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = fileURLToPath(new URL('./ballast.fixture.ts', import.meta.url));
const megabyte = 2 ** 20;

interface Line {
  readonly type: string;
  readonly note?: { readonly code: string; readonly values: { readonly began?: number } };
  readonly step?: number;
  readonly pid?: number;
  readonly steps?: number;
}

describe.skipIf(whyNoGroup !== null)(
  `memory that really runs out${whyNoGroup ? ` (${whyNoGroup})` : ''}`,
  () => {
    it('ends the engine alone, and the training goes on from its checkpoint with fewer images at a time', () => {
      const group = makeMemoryGroup(2200 * megabyte);
      try {
        const [command, args] = group.inside(process.execPath, [
          ...['--import', 'tsx', fixture, folder, String(1200 * megabyte)],
        ]);
        const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
        expect(status, stderr).toBe(0);
        const lines: Line[] = stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
        process.stdout.write(stdout);
        expect(group.ended()).toBeGreaterThanOrEqual(1);
        expect(lines.at(-1)).toMatchObject({ type: 'result', steps: ballastSteps });
        const halved = lines.findIndex(({ note }) => note?.code === 'memory-halved');
        expect(halved).toBeGreaterThan(0);
        const checkpoints = lines.filter(({ type }) => type === 'checkpoint');
        // Some of the steps were made before memory ran out, the others after it, in another process.
        const before = checkpoints.filter(({ pid }) => pid === checkpoints[0].pid);
        expect(before.length).toBeLessThan(ballastSteps - 1);
        expect(checkpoints.at(-1)?.step).toBe(ballastSteps - 1);
        expect(checkpoints.slice(before.length).map(({ pid }) => pid)).not.toContain(checkpoints[0].pid);
        const parts = lines.slice(halved).find(({ note }) => note?.code === 'other-parts');
        expect(parts?.note?.values.began).toBe(32);
      } finally {
        group.remove();
      }
    });
  },
);
