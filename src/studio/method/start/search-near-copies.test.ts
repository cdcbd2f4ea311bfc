import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Split } from '../../../catalog';
import { resolveRecipe } from '../../../core/recipe';
import { importSource } from '../../import';
import { imagesOf } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { evaluateRun } from '../measuring/evaluate';
import { labelPool } from '../pool/label-pool';
import { ensureValidation } from '../training/teacher';

let studio: TestProject;

beforeEach(async () => {
  studio = await makeTestProject();
});
afterEach(() => studio.close());

/**
 * A test image that was excluded while another file with its picture was imported, and is used again: no import has compared the two. Returns
 * the content of that file.
 */
async function copyOfTestImage(split: Split, at = 0): Promise<string> {
  const { project, folder } = studio;
  const { catalog } = project;
  const test = imagesOf(project, 'test')[at];
  const known = new Set(imagesOf(project, split).map(({ id }) => id));
  catalog.exclusions.set([test.id], true, 'Ada');
  const source = join(folder, split);
  const place = split === 'unlabelled' ? source : join(source, 'Bag');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'copy.png'), await sharp(test.file).png({ compressionLevel: 0 }).toBuffer());
  await importSource(project, { path: source, split });
  catalog.exclusions.set([test.id], false, 'Ada');
  const [copy] = imagesOf(project, split).filter(({ id }) => !known.has(id));
  expect(copy.contentHash).not.toBe(test.contentHash);
  return copy.contentHash;
}

const contents = (split: Split) => imagesOf(studio.project, split).map(({ contentHash }) => contentHash);

it('a near copy of a test image that no import has compared with it is not trained on, and that is said', async () => {
  const copy = await copyOfTestImage('labelled-train');
  expect(contents('labelled-train')).toContain(copy);
  await ensureValidation(studio.context, resolveRecipe('quick-cpu'), 1);
  expect([...contents('labelled-train'), ...contents('validation')]).not.toContain(copy);
  const notes = studio.events.flatMap((event) => (event.type === 'note' ? [event.note] : []));
  expect(notes).toContainEqual({ code: 'near-leaks-found', values: { images: 1 } });
});

it('pairs that were left by every search are named before anything is trained', async () => {
  const { meta } = studio.project.catalog;
  const schema = z.object({ rule: z.number(), left: z.number(), of: z.string() });
  const searched = meta.get('nearCopies', schema);
  meta.set('nearCopies', { ...searched, left: 3 });
  await ensureValidation(studio.context, resolveRecipe('quick-cpu'), 1);
  const notes = studio.events.flatMap((event) => (event.type === 'note' ? [event.note] : []));
  expect(notes).toContainEqual({ code: 'near-copies-left', values: { pairs: 3 } });
});

it('such a copy is not labelled by a model either, nor does one measure it unsaid', async () => {
  const { context } = studio;
  const recipe = tinyRecipe(['iterations', 0], ['validationShare', 0.2]);
  const { id } = createExperiment(context, { name: 'one', recipe, seed: 1 });
  const [teacher] = (await runLoop(context, id, { pauseForReview: false, evaluate: false })).runs;
  const copy = await copyOfTestImage('unlabelled');
  expect(contents('unlabelled')).toContain(copy);
  const { images } = await labelPool(context, teacher, recipe, null);
  expect(contents('unlabelled')).not.toContain(copy);
  expect(images).toBe(contents('unlabelled').length);
  const later = await copyOfTestImage('validation', 1);
  await evaluateRun(context, teacher);
  expect(contents('validation')).not.toContain(later);
});
