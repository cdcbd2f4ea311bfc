import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { loadInputs } from '../../../runner/training/train-inputs';
import { runFolder } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { labelPool } from '../pool/label-pool';
import { createExperiment, runLoop } from './loop';

/** The test project's pool has 120 images of clothes and 20 of digits. */
const poolSize = 140;

describe('a share of the pool', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  async function trained(name: string, seed: number, ...settings: (readonly [string, unknown])[]) {
    const { id } = createExperiment(studio.context, { name, recipe: tinyRecipe(...settings), seed });
    return (await runLoop(studio.context, id, { pauseForReview: false, evaluate: false })).runs;
  }
  const hexes = (hashes: Uint8Array) =>
    Array.from({ length: hashes.length / 32 }, (_, i) =>
      Buffer.from(hashes.subarray(32 * i, 32 * (i + 1))).toString('hex'),
    );
  const seenBy = (run: Run) => {
    const { pseudo, unlabelled } = loadInputs(runFolder(studio.project, run.id)).inputs;
    return new Set(hexes((pseudo ?? unlabelled)?.hashes ?? new Uint8Array()));
  };

  it('is what the teacher labels and all that its students see, the same in every round', async () => {
    const settings = [
      ['poolShare', 0.25],
      ['iterations', 2],
      ['promote', 'newest'],
    ] as const;
    const [teacher, ...students] = await trained('quarter', 3, ...settings);
    const labellings = [teacher, students[0]].map(
      ({ id }) => studio.project.catalog.labellingRuns.list({ runId: id })[0].images,
    );
    expect(labellings).toEqual([poolSize / 4, poolSize / 4]);
    // Nothing was filtered out; classes with few images are filled with copies.
    const [first, second] = students.map(seenBy);
    expect(new Set([...first, ...second]).size).toBeLessThanOrEqual(poolSize / 4);
    // The teacher's experiment uses the same share if the pool is labelled outside its loop.
    const again = await labelPool(studio.context, teacher, tinyRecipe(...settings), null);
    expect(again.images).toBe(poolSize / 4);
  });

  it('is what a method without pseudo-labels sees: a smaller one is part of a larger one, by seed', async () => {
    const share = async (name: string, seed: number, poolShare: number) =>
      seenBy((await trained(name, seed, ['method', 'fixmatch'], ['poolShare', poolShare]))[0]);
    const [half, quarter, other] = [
      await share('half', 3, 0.5),
      await share('a quarter', 3, 0.25),
      await share('another quarter', 4, 0.25),
    ];
    expect([half.size, quarter.size, other.size]).toEqual([poolSize / 2, poolSize / 4, poolSize / 4]);
    for (const image of quarter) expect(half).toContain(image);
    expect(other).not.toEqual(quarter);
  });
});
