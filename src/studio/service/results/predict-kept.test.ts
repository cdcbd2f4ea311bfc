import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PredictedFiles } from '../../labelling/rows/predicted-files';
import { makeReviewProject } from '../../review/review-project.fixture';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

let folder: string;
let studio: TestStudio;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'predict-kept-'));
  makeReviewProject(join(folder, 'project'), 30).close();
  studio = connectStudio(folder);
  await studio.client.project.open({ folder: join(folder, 'project') });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const untilIdle = () => expect.poll(() => studio.studio.jobs.busy, { timeout: 20_000 }).toBe(false);

it('predictions outlive the experiment whose model made them: they are shown and exported without its name', async () => {
  const { client } = studio;
  const { catalog } = studio.studio.project;
  const [experiment] = catalog.experiments.list();
  const [{ id: runId }] = catalog.runs.list({ experimentId: experiment.id });
  const [{ id: classId }] = catalog.classes.list();
  const columns = {
    files: ['/camera/1.png'],
    widths: Int32Array.of(28),
    heights: Int32Array.of(28),
    classIds: Int32Array.of(classId),
    confidence: Float32Array.of(0.5),
    scores: null,
  };
  const request = { runId, paths: ['/camera'], folders: ['/camera'] };
  studio.studio.predictions.keep(request, new PredictedFiles(columns, [], null));
  expect(await client.predict.current()).toMatchObject({ images: 1, experiment: 'test' });

  // A file that is not an image is refused at once, and the kept predictions stay.
  const notes = join(folder, 'notes.txt');
  writeFileSync(notes, 'Nothing to see.');
  const refused = client.predict.start({ runId, paths: [notes] });
  await expect(refused).rejects.toMatchObject({ data: { code: 'no-image-files' } });
  expect(await client.predict.current()).toMatchObject({ images: 1 });

  await client.runs.remove({ experimentId: experiment.id });
  await untilIdle();
  const shown = await client.predict.current();
  expect(shown).toMatchObject({ images: 1, model: { code: 'teacher' }, experiment: null });

  const target = join(folder, 'said.csv');
  const predictionId = shown?.id as number;
  await client.predict.export({ predictionId, target, format: 'predictions', absolute: true });
  await untilIdle();
  expect(readFileSync(target, 'utf8')).toContain('/camera/1.png,a,0.5,,,Teacher');
});
