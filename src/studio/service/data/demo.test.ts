import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDemoData } from '../../demo';
import { importSource } from '../../import';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

const counts = { labelledPerClass: 6, testPerClass: 5, pool: 60, digits: 10 };

let folder: string;
let studio: TestStudio;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-service-'));
  studio = connectStudio(folder);
  // The state of a demo that was stopped when its last part had been imported.
  const data = await writeDemoData(join(folder, 'data'), { seed: 1, counts });
  const { project } = studio.client;
  await project.create({ folder: join(folder, 'state', 'demo-quick', 'project'), name: 'Demo' });
  await importSource(studio.studio.project, { path: data.labelled, split: 'labelled-train' });
  await importSource(studio.studio.project, { path: data.pool, split: 'unlabelled' });
  await importSource(studio.studio.project, { path: data.test, split: 'test' });
  await project.close();
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a demo that was stopped between its images and its example begins the example when it is opened again', async () => {
  const { project, jobs, runs } = studio.client;
  const { job } = await project.openDemo();
  expect(job).toMatchObject({ kind: 'experiment', subject: 'Example' });
  await jobs.cancel({ id: Number(job?.id) });
  await expect.poll(() => studio.studio.jobs.busy).toBe(false);
  // The example was begun: whether it was stopped or deleted, going on is now up to the person.
  expect((await project.openDemo()).job).toBeNull();
  await runs.remove({ experimentId: Number(job?.experimentId) });
  await expect.poll(() => studio.studio.jobs.busy).toBe(false);
  expect((await project.openDemo()).job).toBeNull();
});
