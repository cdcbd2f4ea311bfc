import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../catalog';
import { type ModelFormat, modelFormatNames, modelFormats } from '../../core/export/formats';
import { decodeImage } from '../../data/decode/pixels/decode';
import { besideOf } from '../../files/durable/durable';
import { createExperiment, runLoop } from '../method/loop/loop';
import { evaluateRun } from '../method/measuring/evaluate';
import { predictFiles } from '../method/predict/predict-files';
import { makeTestProject, type TestProject, tinyRecipe } from '../project/project.fixture';
import { exportModel } from './export-model';

let test: TestProject;
let run: Run;
const target = (format: string) => join(test.folder, `as-${format}`);

beforeAll(async () => {
  test = await makeTestProject();
  const { id } = createExperiment(test.context, { name: 'to export', recipe: tinyRecipe(), seed: 4 });
  const { runs } = await runLoop(test.context, id, { pauseForReview: false, evaluate: false });
  run = runs[runs.length - 1];
  await evaluateRun(test.context, run, 'test');
});
afterAll(() => test.close());

describe('exportModel', () => {
  it('gives what predict gives, from a file that was given its ending', async () => {
    const file = await exportModel(test.context, run, { format: 'onnx', target: target('onnx') });
    expect(file).toBe(`${target('onnx')}.onnx`);
    const pictures = join(test.folder, 'data', 'test');
    const { predictions } = await predictFiles(test.context, run, [pictures]);
    const session = await InferenceSession.create(file);
    const size = 28;
    for (const { file: picture, probabilities } of predictions.slice(0, 5)) {
      const pixels = await decodeImage(picture, size);
      const out = await session.run({ images: new Tensor('uint8', pixels, [1, size, size, 3]) });
      const shares = [...(out.probabilities.data as Float32Array)];
      Object.values(probabilities).forEach((share, i) => {
        expect(shares[i]).toBeCloseTo(share, 4);
      });
    }
    await session.release();
  });

  it('writes a folder whose card says what the project knows', async () => {
    const folder = await exportModel(test.context, run, { format: 'folder', target: target('folder') });
    expect(readdirSync(folder).sort()).toEqual([
      'README.md',
      'labels.json',
      'model.onnx',
      'predict.py',
      'requirements.txt',
    ]);
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    const classes = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as string[];
    expect(classes).toEqual(test.project.catalog.classes.list().map(({ name }) => name));
    expect(card).toContain('# to export: Student 1');
    const { splits } = test.project.catalog;
    for (const { id, name } of test.project.catalog.classes.list()) {
      const counts = (['labelled-train', 'validation', 'test'] as const).map(
        (split) => splits.byClass(split).get(id) ?? 0,
      );
      expect(card).toContain(`| ${name} | ${counts.join(' | ')} |`);
    }
    expect(card).toMatch(/\| test \| 50 \| \d+\.\d % \| \d+\.\d % to \d+\.\d % \|/);
    expect(card).toMatch(/learnt from \d+ images? that its teacher labelled/);
    expect(card).toContain(run.weightsHash as string);
    expect(card).toContain('seed ');
  });

  it('takes away what an engine left that was killed while it wrote', async () => {
    const stopped = new AbortController();
    const folder = target('killed');
    // An engine that is gone began the folder after the export had looked for what is left of earlier ones.
    const tell = () => {
      mkdirSync(besideOf(folder).replace(`.p${process.pid}-`, '.p4194305-'));
      stopped.abort();
    };
    const context = { ...test.context, tell, signal: stopped.signal };
    await expect(exportModel(context, run, { format: 'folder', target: folder })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(test.folder).filter((name) => name.startsWith('as-killed'))).toEqual([]);
  });

  it('says in the card how many images have other labels than when it was measured', async () => {
    const { images, classes, labels } = test.project.catalog;
    const [imageId] = images.ids({ split: 'test', state: 'ok' });
    const { classId } = images.get(imageId);
    const other = classes.list().find(({ id }) => id !== classId)?.id as number;
    labels.set([imageId], other, 'a person');
    const folder = await exportModel(test.context, run, { format: 'folder', target: target('changed') });
    labels.set([imageId], classId, 'a person');
    const again = await exportModel(test.context, run, { format: 'folder', target: target('as-before') });
    const said =
      'Since this was measured, 1 image has been added, relabelled, moved to another split or taken out of use.';
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(said);
    expect(readFileSync(join(again, 'README.md'), 'utf8')).not.toContain(said);
  });

  it.each(modelFormatNames.filter((name) => name !== 'timm'))(
    '%s: refuses a target that exists, and leaves it as it is',
    async (format: ModelFormat) => {
      const taken = `${target(`taken-${format}`)}${modelFormats[format].ending}`;
      const written = await exportModel(test.context, run, { format, target: taken });
      expect(written).toBe(taken);
      await expect(exportModel(test.context, run, { format, target: taken })).rejects.toMatchObject({
        code: 'export-target-exists',
      });
      expect(existsSync(taken)).toBe(true);
    },
  );

  it('says that timm has no small model, and writes nothing', async () => {
    await expect(
      exportModel(test.context, run, { format: 'timm', target: target('timm') }),
    ).rejects.toMatchObject({ code: 'export-not-timm' });
    expect(existsSync(`${target('timm')}.safetensors`)).toBe(false);
  });
});
