import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Recipe } from '../../../core/recipe';
import { createProject, type Project } from '../../project/folder/project';
import { tinyRecipe } from '../../project/project.fixture';
import { trainingKey } from './same-training';

type Made = Parameters<typeof trainingKey>[2];
type Precision = Recipe['training']['precision'];

const images = { hashes: new Uint8Array(32), labels: new Int32Array(1) };

/** The key of a teacher's training with this precision on a device. */
function keyOf(project: Project, kind: 'cpu' | 'gpu', precision: Precision): Promise<string> {
  const recipe = tinyRecipe(['training.precision', precision]);
  const { runs } = project.catalog;
  const id = runs.create({ kind: 'teacher', recipe, seed: 1, experimentId: null, iterationId: null });
  runs.setState(id, 'running', { device: { kind, name: 'X', cores: 2, tensorflow: '2' } });
  const made = { spec: { training: recipe.training, seed: 1 }, inputs: { labelled: images } } as Made;
  return trainingKey(project, runs.get(id), made);
}

it('trainings that differ only in a precision that a processor does not have are the same training', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'same-'));
  const project = createProject(join(folder, 'project'));
  try {
    const precisions = ['float32', 'bfloat16', 'float16'] as const;
    const keys = async (kind: 'cpu' | 'gpu') =>
      new Set(await Promise.all(precisions.map((precision) => keyOf(project, kind, precision))));
    expect((await keys('cpu')).size).toBe(1);
    expect((await keys('gpu')).size).toBe(3);
  } finally {
    project.close();
    rmSync(folder, { recursive: true });
  }
});
