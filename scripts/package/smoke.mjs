// Tries a packed app as a person would: first the whole loop with its command line, then its window. Usage: `node smoke.mjs <folder of the
// app>`
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { step } from '../setup/log.mjs';
import { unpacked } from './places.mjs';
import { withWindow } from './window.mjs';

const app = resolve(process.argv[2] ?? unpacked);
const place = mkdtempSync(join(tmpdir(), 'noisy-studio-smoke-'));
/** With this environment, none of the person's own files are read or written. */
const env = {
  ...process.env,
  HOME: place,
  XDG_CONFIG_HOME: join(place, 'config'),
  XDG_CACHE_HOME: join(place, 'cache'),
  NOISY_STUDIO_STATE: join(place, 'state'),
  // The app contains the built-in weights. pip, which would otherwise fetch them, has no index here.
  PIP_NO_INDEX: '1',
};
const demo = join(place, 'demo');
const project = join(place, 'Noisy Studio', 'Smoke');

/** Runs the packed command line; returns the last of its JSON lines, which is the result. */
function studio(...args) {
  const command = join(app, 'bin', 'noisy-studio');
  const { status, stdout, stderr } = spawnSync(command, ['--json', ...args], {
    cwd: place,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const last = stdout?.trim().split('\n').at(-1) ?? '';
  assert.equal(status, 0, `noisy-studio ${args.join(' ')} ended with ${status}: ${last}\n${stderr}`);
  return JSON.parse(last);
}

/** Runs import, teacher, labelling, selection and students, which use pictures, the catalog, the engine and augmentation threads. */
function wholeLoop() {
  const { models } = studio('demo', '--quick', '--folder', demo);
  assert.equal(models.length, 3);
  for (const [at, { testAccuracy }] of models.entries())
    assert.ok(testAccuracy > 0.2, `${nameAt(at)}: ${testAccuracy} is what guessing gives`);
  return accuracies(models);
}

const nameAt = (at) => (at === 0 ? 'teacher' : `student ${at}`);
const accuracies = (models) =>
  models.map(({ testAccuracy }, at) => `${nameAt(at)} ${(testAccuracy * 100).toFixed(1)} %`).join(', ');

async function newProject() {
  await withWindow({ app, env }, async (page) => {
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Smoke');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('No images yet').waitFor();
    await page.getByRole('button', { name: 'Close the tour' }).click();
  });
}

/** Makes a project with two classes, a pool, and a teacher that began with the packed weights and has no student yet. */
function teacher() {
  const images = join(place, 'images');
  const pool = join(place, 'pool');
  for (const name of ['Bag', 'Trouser'])
    cpSync(join(demo, 'data', 'labelled', name), join(images, name), { recursive: true });
  mkdirSync(pool);
  for (const name of readdirSync(join(demo, 'data', 'pool')).slice(0, 40))
    cpSync(join(demo, 'data', 'pool', name), join(pool, name));
  studio('-p', project, 'import', images);
  studio('-p', project, 'import', pool, '--split', 'unlabelled');
  studio('-p', project, 'split', '--test', '0.2');
  const short = ['teacherLength.amount=6', 'studentLength.amount=6', 'labelledBatch=8', 'validateEvery=6'];
  const pretrained = [
    'teacher.arch=lite0',
    'teacher.weights=tf_efficientnet_lite0.in1k',
    'students.arch=lite0',
  ];
  const settings = ['iterations=1', ...pretrained, ...short.map((each) => `training.${each}`)];
  studio('-p', project, 'train', ...settings.flatMap((each) => ['--set', each]));
}

/** Checks that the window shows pictures, and that its engine labels, trains and measures. */
async function studentInWindow() {
  await withWindow({ app, env }, async (page) => {
    await page.getByRole('button', { name: /^Smoke/ }).click();
    await page.getByText('Trouser').first().waitFor();
    assert.ok(await page.evaluate(widthOfImage), 'an image of the catalog is not shown');
    await page.getByRole('button', { name: 'Runs' }).click();
    await page
      .getByRole('button', { name: /^(Start|Resume)$/ })
      .first()
      .click();
    await page.getByText('Student 1').first().waitFor();
    await page.getByText('Nothing is running.').waitFor({ timeout: 300_000 });
  });
  const [{ experimentState, models }] = studio('-p', project, 'status').experiments;
  assert.equal(experimentState, 'done');
  return accuracies(models);
}

/** Runs in the window: returns the width of the first image in the catalog, or 0 if there is none. */
function widthOfImage() {
  return new Promise((done) => {
    const image = new globalThis.Image();
    image.onload = () => done(image.naturalWidth);
    image.onerror = () => done(0);
    image.src = 'studio://image/1?size=64';
  });
}

try {
  await step('The whole loop by the packed command line', wholeLoop);
  await step('A new project in the packed window', newProject);
  await step('Images and a teacher for it', teacher);
  await step('Its student in the packed window', studentInWindow);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
