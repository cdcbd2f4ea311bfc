import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { resolveRecipe } from '../../core/recipe';
import { Cancelled } from '../job/turn';
import { batchesAhead, trainingBatch } from '../memory/fit';
import { roomOfBytes } from '../memory/room.fixture';
import { train } from './train';
import { makeTraining, quietHooks } from './training.fixture';

const folder = mkdtempSync(join(tmpdir(), 'resume-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cacheFolder = join(folder, 'cache');
const fresh = makeTraining(cacheFolder, {
  ...{ images: 40, model: {} },
  training: {
    ...{ labelledBatch: 24, checkpointEvery: 2, validateEvery: 6 },
    teacherLength: { amount: 6, unit: 'steps' },
  },
});
const job = (name: string, mostAtOnce?: number) => ({
  ...({ kind: 'train', folder: join(folder, name), cacheFolder, workers: 0, mostAtOnce } as const),
});

/** Trains up to step 3, which is after the first checkpoint. */
async function begin(name: string, mostAtOnce?: number): Promise<void> {
  const stop = new AbortController();
  const hooks = quietHooks({ signal: stop.signal, progress: ({ done }) => done === 3 && stop.abort() });
  await expect(train({ ...job(name, mostAtOnce), fresh }, hooks)).rejects.toBeInstanceOf(Cancelled);
}

/** The weights of a training that was never stopped, and of one that continues from what a power cut left after its first checkpoint. */
async function calmAndCut(name: string, mostAtOnce: number | undefined, own: typeof fresh) {
  const calm = job(`${name} calm`, mostAtOnce);
  const cut = job(name);
  const checkpoint = (step: number) => {
    if (step === 2) cpSync(calm.folder, cut.folder, { recursive: true });
  };
  const undisturbed = await train({ ...calm, fresh: own }, quietHooks({ checkpoint }));
  const resumed = await train(cut, quietHooks());
  return [undisturbed.weightsHash, resumed.weightsHash];
}

it('a training that was stopped goes on in the parts that it began with, whatever memory there is now', async () => {
  const { weightsHash: inParts } = await train({ ...job('parts', 8), fresh }, quietHooks());
  const { weightsHash: whole } = await train({ ...job('whole'), fresh }, quietHooks());
  expect(inParts).not.toBe(whole);
  await begin('stopped', 8);
  const hooks = quietHooks();
  const resumed = await train(job('stopped'), hooks);
  expect(resumed.weightsHash).toBe(inParts);
  expect(hooks.notes).toEqual([expect.stringMatching(/24 images is computed in parts of 8/)]);
});

it('a whole batch that memory holds no more goes on in parts, and a person is told', async () => {
  await begin('larger');
  const told: number[] = [];
  const hooks = quietHooks({ fitted: (atOnce) => told.push(atOnce) });
  await train(job('larger', 12), hooks);
  expect(told).toEqual([12]);
  expect(hooks.notes).toEqual([
    expect.stringMatching(/began with 24 images at a time and continues with 12/),
  ]);
});

it('one that goes on in less memory keeps its parts by gradient checkpointing, and ends with the same weights', async () => {
  const { weightsHash: whole } = await train({ ...job('ample'), fresh }, quietHooks());
  await begin('tight');
  const { spec, inputs } = fresh;
  const limits = { most: 24, began: 24, validates: inputs.validation !== null };
  const ahead = batchesAhead(spec.model, 24);
  let room = 2 ** 26;
  const fits = () => {
    try {
      return trainingBatch(spec, 24, { ...limits, ahead }, roomOfBytes(room)).atOnce === 24;
    } catch {
      return false;
    }
  };
  while (!fits()) room += 2 ** 18;
  const hooks = quietHooks({ room: roomOfBytes(room) });
  expect((await train(job('tight'), hooks)).weightsHash).toBe(whole);
  expect(hooks.notes).toEqual([
    expect.stringMatching(/Gradient checkpointing is used.*24 images at a time do not fit/),
  ]);
});

it('one that learns pseudo-labels goes on to the same weights, whatever noise its images lack, and lacking it is another training', async () => {
  const { noise } = resolveRecipe('quick-cpu');
  const { hashes, labels } = fresh.inputs.labelled;
  const targets = {
    ...({ kind: 'rows', labelling: null, temperature: 1 } as const),
    ...{ rows: new Int32Array(labels.length).fill(-1), classIndex: labels, places: new Int32Array() },
  };
  const pseudo = { hashes, targets, copies: new Int32Array(labels.length).fill(1) };
  const ended: string[] = [];
  const cases = [
    ...([
      ['joint', {}],
      ['joint', { randAugment: false }],
      ['joint', { dropout: false }],
    ] as const),
    ...([
      ['joint', { depth: false }],
      ['weak-joint', {}],
    ] as const),
  ];
  for (const [objective, lacks] of cases) {
    const poolNoise = { randAugment: true, dropout: true, depth: true, ...lacks };
    const own = {
      spec: { ...fresh.spec, objective, poolNoise, noise: noise.student, unlabelledRatio: 1 },
      inputs: { ...fresh.inputs, pseudo },
    };
    const name = `${objective} ${JSON.stringify(lacks)}`;
    const [undisturbed, resumed] = await calmAndCut(name, 20, own);
    expect(resumed, name).toBe(undisturbed);
    ended.push(resumed);
  }
  expect(new Set(ended).size).toBe(cases.length);
});

const unlabelled = { hashes: fresh.inputs.labelled.hashes };
it.each([
  ['fixmatch', undefined],
  ['mean-teacher', 20],
  ['pseudo-label', undefined],
  ['pi-model', undefined],
  ['flexmatch', undefined],
  ['flexmatch', 20],
  ['freematch', 20],
  ['softmatch', undefined],
])('so does one that labels for itself, to the bit: %s, %s rows at a time', async (objective, mostAtOnce) => {
  const consistency = {
    ...{ threshold: 0.2, temperature: 0.5, weight: 2, rampUp: 0.5, teacherDecay: 0.9 },
    ...{ stateDecay: 0.7, fairness: 0.5 },
  };
  const { noise } = resolveRecipe('quick-cpu');
  const own = {
    spec: { ...fresh.spec, objective, consistency, noise: noise.student, unlabelledRatio: 1 },
    inputs: { ...fresh.inputs, unlabelled },
  };
  const [undisturbed, resumed] = await calmAndCut(`${objective} ${mostAtOnce}`, mostAtOnce, own);
  expect(resumed).toBe(undisturbed);
});
