import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { TrainInputs } from '../job/messages';
import { LabellingWriter } from '../labelling/labelling-file';
import { roomOfBytes } from '../memory/room.fixture';
import { makeTraining, quietHooks } from './training.fixture';
import { trial } from './trial';
import { partOfLongStep } from './trial-part';

const cacheFolder = mkdtempSync(join(tmpdir(), 'trial-'));
afterAll(() => rmSync(cacheFolder, { recursive: true }));

/** Files of the folder that this process has open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').flatMap((handle) => {
    try {
      const file = readlinkSync(join('/proc/self/fd', handle));
      return file.startsWith(cacheFolder) ? [basename(file)] : [];
    } catch {
      // This entry is the descriptor that read the folder itself, which is closed by now.
      return [];
    }
  });

it.skipIf(process.platform !== 'linux')('leaves no file open, whether it fits or not', async () => {
  const images = 16;
  const { spec, inputs } = makeTraining(cacheFolder, { images, model: {}, training: { labelledBatch: 8 } });
  const file = 'labelling.safetensors';
  const writer = new LabellingWriter(join(cacheFolder, file), {
    ...{ rows: images, classIds: [1, 2], features: 0, scores: [], limits: {}, labelled: null },
  });
  const ids = Int32Array.from({ length: images }, (_, i) => i + 1);
  const half = new Float32Array(images).fill(0.5);
  writer.append({
    ...{ ids, sources: ids, predictedClass: new Int32Array(images), confidence: half, margin: half },
    ...{ probabilities: new Float32Array(2 * images).fill(0.5), features: new Float32Array(), scores: {} },
  });
  const rows = Int32Array.from({ length: images }, (_, i) => i);
  const pseudo: TrainInputs['pseudo'] = {
    hashes: inputs.labelled.hashes,
    copies: new Int32Array(images).fill(1),
    targets: {
      ...{ kind: 'rows', labelling: { file, hash: writer.commit() }, rows, temperature: 1 },
      ...{ classIndex: new Int32Array(images), places: Int32Array.of(0, 1) },
    },
  };
  const work = {
    kind: 'train',
    spec: { ...spec, unlabelledRatio: 1 },
    inputs: { ...inputs, pseudo },
  } as const;
  const job = { kind: 'trial', cacheFolder, workers: 0, work } as const;
  await expect(trial(job, quietHooks({ room: roomOfBytes(1) }))).rejects.toMatchObject({
    code: 'memory-short',
  });
  expect(openFiles()).toEqual([]);
  await expect(trial(job, quietHooks())).resolves.toMatchObject({ kind: 'trial' });
  // The pixel file must be closed for a loader without threads, too.
  expect(openFiles()).toEqual([]);
});

it('a step that would take very long is timed by a part of its batch', async () => {
  const images = 64;
  const { spec, inputs } = makeTraining(cacheFolder, { images, model: {}, training: { labelledBatch: 64 } });
  const work = { kind: 'train', spec, inputs } as const;
  const job = { kind: 'trial', cacheFolder, workers: 0, work } as const;
  const speeds: number[] = [];
  const hooks = quietHooks({
    progress: ({ done, imagesPerSecond }) => done > 0 && speeds.push(imagesPerSecond),
  });
  const { secondsPerUnit } = await trial(job, hooks, 1e-9);
  // A step of one image was done, and the time is that of all 64.
  expect(secondsPerUnit * (speeds.at(-1) as number)).toBeCloseTo(64, 3);
  const limits = (mostSeconds: number) => ({ cores: 2, mostSeconds });
  expect(partOfLongStep(spec, 64, limits(1e-9))?.training.labelledBatch).toBe(1);
  expect(partOfLongStep(spec, 64, limits(10))).toBeNull();
  const large = { ...spec, model: { ...spec.model, arch: 'b7', imageSize: 600 } } as const;
  // 64 images of 37 billion multiplications, three times, on two cores of 30 billion a second: two minutes.
  const part = partOfLongStep(large, 64, limits(10))?.training.labelledBatch as number;
  expect(part).toBeGreaterThan(2);
  expect(part).toBeLessThan(10);
});
