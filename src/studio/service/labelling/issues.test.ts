import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImageIssue, JobView } from '../../../contract';
import { pixelIssues } from '../../../core/vocabulary/image-issues';
import { importSource } from '../../import';
import { flaws, writeFlawed } from '../../issues/flawed.fixture';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

const each = 12;
let folder: string;
let studio: TestStudio;

const client = () => studio.client;
const catalog = () => studio.studio.project.catalog;
const basis = 'picture';

async function finished(job: JobView | null): Promise<JobView | null> {
  if (!job) return null;
  const now = async () => (await client().jobs.list()).find(({ id }) => id === job.id) as JobView;
  await expect.poll(async () => (await now()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  return now();
}

const prepare = async (issue: ImageIssue) => finished(await client().issues.prepare({ issue, basis }));

/** File names in the order of an issue, and how many are beyond its limit. */
async function ranked(issue: ImageIssue, search?: string) {
  const { ids, found } = await client().issues.ranked({ issue, basis, view: 'unlabelled', search });
  const paths = new Map(
    catalog()
      .images.byIds([...ids])
      .map(({ id, path }) => [id, basename(path)]),
  );
  return { names: Array.from(ids, (id) => paths.get(id)), found };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'issues-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  await writeFlawed(join(folder, 'pool'), each);
  studio = connectStudio(folder);
  await client().project.create({ folder: join(folder, 'project'), name: 'issues' });
  const pool = { path: join(folder, 'pool'), kind: 'pool', split: 'unlabelled' } as const;
  await importSource(studio.studio.project, pool);
});
afterEach(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('issues of images', () => {
  it('are looked for once, and put the flawed image first', async () => {
    expect(await prepare('dark')).toMatchObject({ kind: 'issues', status: 'done' });
    for (const issue of [...pixelIssues, 'odd-size'] as const) {
      expect(await prepare(issue)).toBeNull();
      const { names, found } = await ranked(issue);
      expect(names).toHaveLength(3 * each + 5);
      const [flawed] = Object.entries(flaws).find(([, kind]) => kind === issue) as [string, string];
      expect(names[0], issue).toBe(flawed);
      expect(found, issue).toBeGreaterThanOrEqual(1);
      expect(found, issue).toBeLessThanOrEqual(3);
    }
  });

  it('outliers are unlike the images of their clusters, without a limit', async () => {
    await expect(ranked('outlier')).rejects.toThrow();
    expect(await prepare('outlier')).toMatchObject({ kind: 'likeness', status: 'done' });
    const { names, found } = await ranked('outlier');
    expect(found).toBeNull();
    expect(names).toHaveLength(3 * each + 5);
  });

  it('are ranked among the images that a filter leaves', async () => {
    await prepare('dark');
    const { names } = await ranked('dark', 'grass');
    expect(names).toHaveLength(each);
    expect(names.every((name) => name?.startsWith('grass'))).toBe(true);
  });

  it('an image that cannot be read comes last and is not tried again', async () => {
    unlinkSync(join(folder, 'pool', 'flawed', 'dark.png'));
    await prepare('dark');
    expect((await ranked('dark')).names.at(-1)).toBe('dark.png');
    expect(await prepare('dark')).toBeNull();
  });

  it('are kept for the next time, and looked for only in new images', async () => {
    await prepare('dark');
    await client().project.close();
    await client().project.open({ folder: join(folder, 'project') });
    expect(await prepare('blurry')).toBeNull();
  });
});
