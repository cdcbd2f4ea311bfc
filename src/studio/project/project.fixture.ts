import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applySettings, type Recipe, resolveRecipe } from '../../core/recipe';
import { type DemoCounts, writeDemoData } from '../demo';
import { importSource } from '../import';
import type { StudioContext, StudioEvent } from './context/context';
import { Engine } from './engine/engine';
import { createProject, type Project } from './folder/project';

/** A small Fashion-MNIST project with a real engine, for tests. */
export interface TestProject {
  readonly context: StudioContext;
  readonly project: Project;
  readonly folder: string;
  readonly events: StudioEvent[];
  close(): Promise<void>;
}

const counts = { labelledPerClass: 6, testPerClass: 5, pool: 120, digits: 20 };

export async function makeTestProject(
  signal = new AbortController().signal,
  images: Partial<DemoCounts> = {},
): Promise<TestProject> {
  const folder = mkdtempSync(join(tmpdir(), 'studio-test-'));
  const data = await writeDemoData(join(folder, 'data'), { seed: 3, counts: { ...counts, ...images } });
  const project = createProject(join(folder, 'project'));
  await importSource(project, { path: data.labelled, split: 'labelled-train' });
  await importSource(project, { path: data.pool, split: 'unlabelled' });
  await importSource(project, { path: data.test, split: 'test' });
  const events: StudioEvent[] = [];
  const engine = new Engine();
  const context = { project, engine, signal, workers: 0, tell: (event: StudioEvent) => events.push(event) };
  return {
    context,
    project,
    folder,
    events,
    async close() {
      await engine.close();
      project.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A recipe with only a few steps: the models are useless, but every stage is real. */
export function tinyRecipe(...settings: readonly (readonly [string, unknown])[]): Recipe {
  const students = [{ arch: 'small', weights: 'none', size: null, dropout: 0.2, survival: 0.9 }] as const;
  return applySettings(resolveRecipe({ preset: 'quick-cpu', students: [...students] }), [
    ...tinySettings,
    ...settings,
  ]);
}

/** The settings that give a recipe only a few steps. */
export const tinySettings: readonly (readonly [string, unknown])[] = [
  ['training.teacherLength.amount', 6],
  ['training.studentLength.amount', 4],
  ['training.labelledBatch', 8],
  ['training.unlabelledRatio', [1]],
  ['training.validateEvery', 3],
  ['training.checkpointEvery', 2],
  ['iterations', 1],
  ['selection.threshold', 0],
  ['inferenceBatch', 50],
];
