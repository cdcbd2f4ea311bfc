import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Epoch } from '../../src/core/stored/runs';
import { writeWholeSync } from '../../src/files/durable/durable';
import { writeDemoData } from '../../src/studio/demo/write-demo-data';
import { drawSplit, importSource } from '../../src/studio/import';
import { createExperiment, runLoop } from '../../src/studio/method/loop/loop';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';
import { tinyRecipe } from '../../src/studio/project/project.fixture';
import { sharedFolder } from '../program/shared-folder';

export interface TrainedProject {
  /** The folder of the project. */
  readonly folder: string;
  /** The folder of its unlabelled images. */
  readonly pool: string;
  /** The points of the teacher's curves. */
  readonly teacher: readonly Epoch[];
}

const counts = { labelledPerClass: 24, testPerClass: 6, pool: 60, digits: 12 };

/**
 * A project whose teacher and student were really trained, for a few seconds, and measured on test images. It is a copy in `place` of a
 * project that the first test file to need it makes for all of them; its images are those of that project.
 */
export async function trainedProject(place: string): Promise<TrainedProject> {
  const shared = sharedFolder();
  const told = join(shared, 'trained.json');
  if (!existsSync(told)) {
    const made = await train(mkdtempSync(join(shared, 'trained-')));
    writeWholeSync(told, JSON.stringify(made));
  }
  const made = JSON.parse(readFileSync(told, 'utf8')) as TrainedProject;
  const folder = join(place, 'project');
  cpSync(made.folder, folder, { recursive: true });
  return { ...made, folder };
}

async function train(place: string): Promise<TrainedProject> {
  const data = await writeDemoData(join(place, 'data'), { seed: 3, counts });
  const folder = join(place, 'project');
  const project = createProject(folder, { name: 'Trained' });
  const engine = new Engine();
  try {
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    await importSource(project, { path: data.pool, split: 'unlabelled' });
    drawSplit(project, { validationShare: 0.2, testShare: 0.25, seed: 1 });
    const { signal } = new AbortController();
    const context = { project, engine, signal, workers: 0, tell: () => {} };
    const recipe = tinyRecipe(
      ['training.teacherLength.amount', 90],
      ['training.studentLength.amount', 60],
      ['training.labelledBatch', 32],
      ['training.validateEvery', 5],
      ['training.checkpointEvery', 30],
    );
    const { id } = createExperiment(context, { name: 'short', recipe, seed: 5 });
    const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: true });
    return { folder, pool: data.pool, teacher: project.catalog.epochs.list(runs[0].id) };
  } finally {
    await engine.close();
    project.close();
  }
}
