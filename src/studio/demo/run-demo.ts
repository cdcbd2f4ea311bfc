import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createExperiment, type LoopOutcome, runLoop } from '../method/loop/loop';
import type { StudioContext } from '../project/context/context';
import { stageEvent, tellImages } from '../project/context/stage-event';
import { createProject, openProject, type Project } from '../project/folder/project';
import type { DemoCounts } from './draw-parts';
import { importTold } from './import-told';
import { demoRecipe } from './recipe';
import { type DemoData, type DemoTruth, writeDemoData } from './write-demo-data';

export interface RunDemoOptions {
  /** The folder for the images (`data/`) and the project (`project/`). */
  readonly folder: string;
  readonly seed: number;
  readonly quick: boolean;
  /** Numbers of images that differ from the demo's own. */
  readonly counts?: DemoCounts;
}

/** Opens the demo's project, which is made at the first call: a demo that was interrupted continues where it stopped. */
export function openDemoProject({ folder }: Pick<RunDemoOptions, 'folder'>): Project {
  const path = join(folder, 'project');
  return existsSync(join(path, 'catalog.db'))
    ? openProject(path)
    : createProject(path, { name: 'Fashion-MNIST demo' });
}

/**
 * Runs the whole loop on real data: 500 labelled Fashion-MNIST images, a pool of 12,000 more without labels among 2,400 digits that belong
 * to no class, and 10,000 test images that are only used for measuring.
 */
export async function runDemo(
  context: StudioContext,
  options: RunDemoOptions,
): Promise<LoopOutcome & { data: DemoData }> {
  const data = await importDemo(context, options);
  const { experiments } = context.project.catalog;
  // The first experiment is the demo's own.
  const existing = experiments.list().at(-1);
  const recipe = demoRecipe(options.quick);
  const experiment = existing ?? createExperiment(context, { name: 'demo', recipe, seed: options.seed });
  return { ...(await runLoop(context, experiment.id, { pauseForReview: false, evaluate: true })), data };
}

type FilesContext = Pick<StudioContext, 'project' | 'tell' | 'signal'>;

/** Writes the demo's images and imports those that are not imported yet; a second call reads no pixels. */
export async function importDemo(context: FilesContext, options: RunDemoOptions): Promise<DemoData> {
  const data = await writeData(context, options);
  await importData(context, data);
  return data;
}

async function writeData(
  { tell, signal }: FilesContext,
  { folder, seed, quick, counts }: RunDemoOptions,
): Promise<DemoData> {
  tell(stageEvent('pixels', 'demo'));
  const tellDone = tellImages(tell);
  const onProgress = (done: number, total: number) => {
    if (done % 100 === 0 || done === total) tellDone(done, total);
  };
  return writeDemoData(join(folder, 'data'), { seed, quick, counts, signal, onProgress });
}

async function importData(context: FilesContext, data: DemoData): Promise<void> {
  const parts = [
    { path: data.labelled, kind: 'folder-per-class', split: 'labelled-train' },
    { path: data.pool, kind: 'pool', split: 'unlabelled' },
    { path: data.test, kind: 'folder-per-class', split: 'test' },
  ] as const;
  for (const part of parts) await importTold(context, part);
}

/** True classes of the pool by file name, which no training sees; null means a digit. */
export function readTruth(data: Pick<DemoData, 'truthFile'>): DemoTruth['pool'] {
  return (JSON.parse(readFileSync(data.truthFile, 'utf8')) as DemoTruth).pool;
}
