import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoData, writeDemoData } from '../../src/studio/demo/write-demo-data';
import { answerDialogs, type StudioApp } from '../program/app';
import { addFolders, expectCount, goTo, makeProject } from '../program/steps';
import { picture } from './pictures';

/** A file of the pool whose name runs a script if it is taken for markup. */
export const evilName = '<img src=x onerror="document.title=1">.png';

const small = { labelledPerClass: 30, testPerClass: 1, pool: 300, digits: 60 };

/** The quick recipe cut to seconds: one student, and a few steps for each model. */
const shortRecipe = `preset: quick-cpu
name: short
iterations: 1
training:
  teacherLength: { amount: 60, unit: steps }
  studentLength: { amount: 30, unit: steps }
  labelledBatch: 32
  unlabelledRatio: [1]
  validateEvery: 10
  checkpointEvery: 10
`;

/**
 * Goes from an empty first start to a project of Fashion-MNIST images with splits, a short recipe, and a pool that also contains digits,
 * which belong to no class.
 */
export async function makeSmallProject(app: StudioApp, place: string): Promise<DemoData> {
  const { page } = app;
  const data = await writeDemoData(join(place, 'data'), { seed: 3, counts: small });
  writeFileSync(join(data.pool, evilName), await picture(1));
  await makeProject(app, place, 'Small');
  await page.getByText('No images yet').waitFor();
  await addFolders(app, [data.labelled, data.pool]);
  await expectCount(app, 'labelled-train', '300');
  await expectCount(app, 'unlabelled', '361');
  await page.getByRole('button', { name: 'Split data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Split data' });
  // Without images to test on, a new project holds out a fifth for them.
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await expectCount(app, 'test', '60');
  await expectCount(app, 'validation', '30');

  await goTo(app, 'Recipe');
  const file = join(place, 'short.yaml');
  writeFileSync(file, shortRecipe);
  await answerDialogs(app, [file]);
  await page.getByRole('button', { name: 'YAML' }).click();
  await page.getByRole('menuitem', { name: 'Open a file …' }).click();
  await page.getByText('short.yaml').waitFor();
  return data;
}

/** Starts an experiment with the present recipe; it waits for a review after labelling. */
export async function startExperiment(app: StudioApp): Promise<void> {
  await goTo(app, 'Runs');
  await app.page.getByRole('button', { name: 'New experiment' }).first().click();
  const dialog = app.page.getByRole('dialog', { name: 'New experiment' });
  await dialog.getByRole('button', { name: /^Start/ }).click();
  await dialog.waitFor({ state: 'detached' });
}
