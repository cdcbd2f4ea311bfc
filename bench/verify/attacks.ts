import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AttackName,
  curvesOf,
  defaultEpsilons,
  defaultSteps,
} from '../../src/core/adversarial/strength';
import { applySettings, type Recipe, resolveRecipe } from '../../src/core/recipe';
import { PixelCache } from '../../src/data/cache/pixel-cache';
import { InputGradient } from '../../src/engine/inference/input-gradient';
import { readCheckpoint } from '../../src/files/safetensors/safetensors';
import { networkOf } from '../../src/runner/model/network-of';
import { writeDemoData } from '../../src/studio/demo';
import { exportModel } from '../../src/studio/export/export-model';
import { importSource } from '../../src/studio/import';
import { createExperiment } from '../../src/studio/method/loop/loop';
import { checkAttackable, measureAttacks } from '../../src/studio/method/measuring/attack';
import { trainTeacher } from '../../src/studio/method/training/teacher';
import type { StudioContext } from '../../src/studio/project/context/context';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';
import { imagesOf, labelledOf } from '../../src/studio/project/images/image-sets';
import { weightsOf } from '../../src/studio/project/runs/run-model';

/**
 * Compares our attacks with foolbox's on the same weights in PyTorch (`npm run verify -- attacks`): models are trained on the demo's
 * clothes, attacked as a user does it, exported for timm and attacked there. Prints the agreement in the sign of the gradient, and the
 * accuracy by ε, each beside foolbox's, and exits with 0 if all are within their bounds. Arguments: a Python with timm and foolbox, then
 * the names of the cases to run (all if none is named).
 */
const [python, ...only] = process.argv.slice(2);
const peer = fileURLToPath(new URL('../../scripts/verify/attacks_peer.py', import.meta.url));

/** The number of test images of each of the ten classes. */
const perClass = 20;

/**
 * The bounds: for the sign, the share of pixels at which the gradient has another sign, among those where it is at least a thousandth of
 * the image's largest; for FGSM, the share of images by which the numbers of correct predictions may differ, which the few pixels of
 * another sign explain; and the same for PGD, whose random starts differ.
 */
const bounds = { sign: 0.005, fgsm: 0.01, pgd: 0.02 } as const;
const clearShare = 1e-3;

const recipeOf = (arch: string, weights: string, steps: number): Recipe =>
  applySettings(resolveRecipe('quick-cpu'), [
    ['distillation', true],
    ['imageSize', 96],
    ['teacher.arch', arch],
    ['teacher.weights', weights],
    ['training.teacherLength.amount', steps],
    ['training.labelledBatch', 32],
    ['inferenceBatch', 32],
  ]);

const cases: readonly { readonly name: string; readonly recipe: Recipe }[] = [
  // The two models have different kinds of activation; the second has squeeze-excite too.
  { name: 'lite0', recipe: recipeOf('lite0', 'tf_efficientnet_lite0.in1k', 60) },
  { name: 'b0', recipe: recipeOf('b0', 'none', 120) },
];

let wrong = 0;
const say = (isRight: boolean, text: string) => {
  if (!isRight) wrong++;
  process.stdout.write(`${isRight ? 'right' : 'WRONG'}  ${text}\n`);
};

interface Told extends Readonly<Record<AttackName, readonly number[]>> {
  readonly clean: number;
}

async function look({ name, recipe }: (typeof cases)[number]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-attacks-'));
  const project = createProject(join(folder, 'project'), { name: 'attacks' });
  const engine = new Engine();
  const { signal } = new AbortController();
  const context: StudioContext = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    const counts = { labelledPerClass: 40, testPerClass: perClass, pool: 20, digits: 0 };
    const data = await writeDemoData(join(folder, 'data'), { seed: 4, counts });
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    await importSource(project, { path: data.test, split: 'test' });
    const { id } = createExperiment(context, { name, recipe, seed: 1 });
    const [begun] = project.catalog.runs.list({ experimentId: id });
    const run = await trainTeacher(context, begun.id);
    const measured = await measureAttacks(context, run);
    const model = checkAttackable(project, run);
    const { hashes, labels } = labelledOf(project, imagesOf(project, 'test'));
    const cache = PixelCache.open(project.cacheFolder, model.imageSize, model.fit);
    const rows = Array.from(labels, (_, i) =>
      cache.rowOf(Buffer.from(hashes.subarray(32 * i, 32 * i + 32)).toString('hex')),
    );
    const images = cache.read(rows);
    cache.close();
    writeFileSync(join(folder, 'images.bin'), images);
    writeFileSync(join(folder, 'labels.bin'), Buffer.from(labels.buffer));
    const target = await exportModel(context, run, {
      format: 'timm',
      target: join(folder, 'model.safetensors'),
    });
    const { metadata } = readCheckpoint(target);
    const { mean, std, classes, imageSize: size } = model;
    const told = ask({
      ...{ model: metadata.timm_model, weights: target, folder, classes, size, mean, std },
      ...{ epsilons: defaultEpsilons, steps: defaultSteps },
    });

    const weights = new Map(
      [...readCheckpoint(weightsOf(context, run)).tensors].map(([key, { data: values }]) => [
        key,
        values as Float32Array,
      ]),
    );
    const network = new InputGradient({ ...model, arch: networkOf(model), batch: 32 }, weights);
    const gradient = network.gradient(Float32Array.from(images), labels);
    network.close();
    compareSigns(name, gradient, folder);
    for (const { attack, steps, points } of curvesOf(measured)) {
      const theirs = [told.clean, ...told[attack]];
      points.forEach(({ epsilon, right }, i) => {
        const most = epsilon === 0 ? 0 : bounds[attack] * measured.images;
        const share = (count: number) => `${((100 * count) / measured.images).toFixed(1)} %`;
        const title = attack === 'pgd' ? `PGD, ${steps} steps` : 'FGSM';
        say(
          Math.abs(right - theirs[i]) <= most,
          `${name.padEnd(6)} ${title.padEnd(13)} ε ${String(epsilon).padStart(2)}/255: ${share(right)} of ${measured.images} images right (foolbox ${share(theirs[i])})`,
        );
      });
    }
  } catch (error) {
    say(false, `${name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await engine.close();
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareSigns(name: string, gradient: Float32Array, folder: string): void {
  const signs = new Int8Array(new Uint8Array(readFileSync(join(folder, 'signs.bin'))).buffer);
  const sizes = new Float32Array(new Uint8Array(readFileSync(join(folder, 'sizes.bin'))).buffer);
  let [clear, other] = [0, 0];
  signs.forEach((sign, i) => {
    if (sizes[i] < clearShare) return;
    clear++;
    if (Math.sign(gradient[i]) !== sign) other++;
  });
  say(
    signs.length === gradient.length && clear > 0 && other / clear <= bounds.sign,
    `${name.padEnd(6)} sign of the gradient: PyTorch’s at ${(100 * (1 - other / clear)).toFixed(3)} % of ${clear.toLocaleString('en')} pixels`,
  );
}

function ask(asked: object): Told {
  const { status, stdout, stderr } = spawnSync(python, [peer, JSON.stringify(asked)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

for (const each of cases) if (only.length === 0 || only.includes(each.name)) await look(each);
process.stdout.write(wrong === 0 ? 'All are right.\n' : `${wrong} wrong.\n`);
process.exitCode = wrong === 0 ? 0 : 1;
