import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { Random } from '../../src/core/numbers/random';
import { applySettings, resolveRecipe } from '../../src/core/recipe';
import { writeDemoData } from '../../src/studio/demo';
import { exportModel } from '../../src/studio/export/export-model';
import { importSource } from '../../src/studio/import';
import { createExperiment, runLoop } from '../../src/studio/method/loop/loop';
import { predictFiles } from '../../src/studio/method/predict/predict-files';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';

/** The share of pictures for which both must predict the same class. */
const least = 0.98;

/**
 * Trains a small model on pictures in a folder for each class, exports it as a folder, and compares its `predict.py` with the studio's
 * `predict` on the pictures. Returns 0 if they agree.
 */
export async function verifyPictures(
  folder: string,
  python: string,
  { images, size, steps }: { images: string | null; size: number; steps: number },
): Promise<number> {
  const pictures = images ?? (await picturesOfManySizes(join(folder, 'pictures')));
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const { signal } = new AbortController();
  const context = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    await importSource(project, { path: pictures, kind: 'folder-per-class' });
    const recipe = applySettings(resolveRecipe({ preset: 'quick-cpu' }), [
      ['imageSize', size],
      ['iterations', 0],
      ['training.teacherLength.amount', steps],
    ]);
    const { id } = createExperiment(context, { name: 'exports', recipe, seed: 1 });
    const [run] = (await runLoop(context, id, { pauseForReview: false, evaluate: false })).runs;
    const target = await exportModel(context, run, { format: 'folder', target: join(folder, 'exported') });
    const { predictions } = await predictFiles(context, run, [pictures]);
    const told = byProgram(python, target, pictures);
    const both = predictions.filter(({ file }) => told.has(file));
    const same = both.filter(({ file, label }) => told.get(file) === label).length;
    const classes = new Set(predictions.map(({ label }) => label)).size;
    const isRight = both.length > 0 && same / both.length >= least && classes > 1;
    const others = predictions.length - both.length;
    process.stdout.write(
      `${isRight ? 'right' : 'WRONG'}  predict.py and predict: ${same} of ${both.length} pictures of the same class (${((100 * same) / both.length).toFixed(2)} %), ${classes} classes seen${others > 0 ? `; ${others} that the studio alone reads` : ''}\n`,
    );
    return isRight ? 0 : 1;
  } finally {
    await engine.close();
    project.close();
  }
}

/** The class that predict.py predicts for each file that it could read. */
function byProgram(python: string, folder: string, pictures: string): Map<string, string> {
  const out = join(folder, 'predictions.csv');
  const { status, stderr } = spawnSync(python, [join(folder, 'predict.py'), pictures, '--out', out], {
    encoding: 'utf8',
  });
  // A status of 1 means that some pictures could not be read.
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const rows = parse(readFileSync(out, 'utf8'), { columns: true }) as { file: string; class: string }[];
  return new Map(rows.map((row) => [row.file, row.class]));
}

/** Writes Fashion-MNIST as pictures of many sizes, shapes and formats, for use if no photographs are available. */
async function picturesOfManySizes(target: string): Promise<string> {
  const { labelled } = await writeDemoData(join(target, 'demo'), {
    seed: 5,
    counts: { labelledPerClass: 60, testPerClass: 1, pool: 1, digits: 1 },
  });
  const random = new Random(5);
  const folder = join(target, 'of-many-sizes');
  for (const label of readdirSync(labelled)) {
    mkdirSync(join(folder, label), { recursive: true });
    for (const [i, name] of readdirSync(join(labelled, label)).entries()) {
      const [width, height] = [0, 1].map(() => 20 + random.int(900));
      const image = sharp(join(labelled, label, name)).resize(width, height, {
        fit: 'fill',
        kernel: 'cubic',
      });
      const out = join(folder, label, `${i}`);
      if (i % 4 === 0) await image.png().toFile(`${out}.png`);
      else if (i % 4 === 1) await image.webp({ quality: 90 }).toFile(`${out}.webp`);
      else
        await image
          .jpeg({ quality: 90 })
          .withMetadata({ orientation: 1 + (i % 8) })
          .toFile(`${out}.jpg`);
    }
  }
  return folder;
}
