import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Random } from '../../../core/numbers/random';
import { raw } from '../../../data/decode/images.fixture';
import { importSource } from '../../import';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

let folder: string;
let studio: TestStudio;
let end = () => {};

beforeAll(async () => {
  // The images have no near duplicates, which would be drawn together.
  const random = new Random(1);
  folder = mkdtempSync(join(tmpdir(), 'draw-split-'));
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(folder, 'images', name), { recursive: true });
    for (let i = 0; i < 10; i++) {
      const file = join(folder, 'images', name, `${i}.png`);
      writeFileSync(
        file,
        await raw(
          Uint8Array.from({ length: 20 * 20 * 3 }, () => random.int(256)),
          20,
          20,
        )
          .png()
          .toBuffer(),
      );
    }
  }
  studio = connectStudio(folder);
  await studio.client.project.create({ folder: join(folder, 'project'), name: 'split' });
  await importSource(studio.studio.project, { path: join(folder, 'images') });
});
afterAll(async () => {
  end();
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const draw = () => studio.client.data.drawSplit({ testShare: 0.2, validationShare: 0.1, seed: 1 });
const inSplit = (split: 'test' | 'validation') => studio.studio.project.catalog.images.count({ split });

it('is ended by who asked for it, and changes nothing', async () => {
  const { catalog } = studio.studio.project;
  const draws = vi.spyOn(catalog.splits, 'draw');
  // Stores the number of another rule, so that near duplicates are searched for first.
  catalog.meta.set('nearCopies', { rule: 0, left: 0 });
  const ending = new AbortController();
  const looks = catalog.nearCopies.looks.bind(catalog.nearCopies);
  vi.spyOn(catalog.nearCopies, 'looks').mockImplementationOnce(() => {
    ending.abort();
    return looks();
  });
  const ended = new Promise<unknown>((resolve) => {
    vi.spyOn(catalog.nearCopies, 'eachPair').mockImplementation(resolve);
    vi.spyOn(studio.studio.news, 'changed').mockImplementation(resolve);
    setTimeout(resolve, 2000, 'ended');
  });
  await expect(
    studio.client.data.drawSplit(
      { testShare: 0.2, validationShare: 0.1, seed: 1 },
      { signal: ending.signal },
    ),
  ).rejects.toThrow();
  expect(await ended).toBe('ended');
  expect(draws).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

it('is refused while a job runs or waits, changes nothing, and is done when the job is over', async () => {
  const running = new Promise<void>((resolve) => {
    end = resolve;
  });
  const request = { kind: 'import', subject: 'a long import' } as const;
  const first = studio.studio.addFilesJob(request, () => running);
  const second = studio.studio.addFilesJob(request, async () => {});
  const states = async () =>
    (await studio.client.jobs.list())
      .filter(({ id }) => [first.id, second.id].includes(id))
      .map(({ status }) => status)
      .sort();
  await expect.poll(states).toEqual(['queued', 'running']);
  await expect(draw()).rejects.toMatchObject({ data: { code: 'job-running' } });
  await studio.client.jobs.cancel({ id: first.id });
  expect(await states()).toEqual(['cancelling', 'queued']);
  // The job is asked to stop and works on until it has stopped.
  await expect(draw()).rejects.toMatchObject({ data: { code: 'job-running' } });
  expect([inSplit('test'), inSplit('validation')]).toEqual([0, 0]);
  end();
  await expect.poll(() => studio.studio.jobs.busy).toBe(false);
  expect(await draw()).toEqual({ test: 4, validation: 2, notes: [] });
  expect([inSplit('test'), inSplit('validation')]).toEqual([4, 2]);
});
