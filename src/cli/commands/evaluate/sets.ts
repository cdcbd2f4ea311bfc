import type { Command } from 'commander';
import type { Evaluation, Run } from '../../../catalog';
import { wilson } from '../../../core/metrics/interval';
import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import { hardSetNote } from '../../../core/sentences/test-sets';
import { modelText } from '../../../core/vocabulary/models';
import type { Part } from '../../../core/vocabulary/test-sets';
import { counted } from '../../../core/words/counted';
import { noteSentence } from '../../../core/words/notes';
import { measuredOn } from '../../../studio/method/measuring/evaluate';
import { makeHardSet } from '../../../studio/method/measuring/hard-set';
import { isMeasured, measurable } from '../../../studio/method/measuring/measured-images';
import type { StudioContext } from '../../../studio/project/context/context';
import type { Project } from '../../../studio/project/folder/project';
import { modelNameOf } from '../../../studio/project/runs/run-model';
import { chosenModel } from '../../shared/chosen-model';
import type { ModelChoice } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { exitCodes } from '../../terminal/exit-codes';
import { table } from '../../terminal/output';

interface SetOptions extends ModelChoice {
  readonly set?: string;
  readonly everyRun?: boolean;
  readonly confidence?: number;
}

/** Measures one model, or all that are finished, on one named set, or on the test images and all sets. */
export async function evaluateSets(options: SetOptions, self: Command): Promise<void> {
  await withStudio(self, async (context, output) => {
    const { testSets } = context.project.catalog;
    const parts: readonly Part[] =
      options.set === undefined ? ['test', ...testSets.list()] : [testSets.named(options.set)];
    const runs = options.everyRun ? finishedRuns(context.project) : [chosenModel(context, options).run];
    const measured = await measureAll(context, runs, parts);
    const notes = parts.map((part) => hardText(context.project, part)).join('');
    output.result({ measured: measured.map(dataOf) }, `${tableOf(context.project, measured)}${notes}`);
    return exitCodes.done;
  });
}

/** Makes a set of the images that are hard for a model, and measures every finished model on it. */
export async function makeHard(name: string, options: SetOptions, self: Command): Promise<void> {
  await withStudio(self, async (context, output) => {
    const { project } = context;
    const { run } = chosenModel(context, options);
    const set = await makeHardSet(context, run, { name, confidence: options.confidence ?? 0.5 });
    const images = project.catalog.testSets.images(set).length;
    const measured = await measureAll(context, finishedRuns(project), [set]);
    const made = `"${set.name}" holds ${images.toLocaleString('en')} of ${counted(set.origin?.of ?? images, 'image')}.`;
    output.result(
      { set: set.name, images, ...set.origin, measured: measured.map(dataOf) },
      `${made}\n\n${tableOf(project, measured)}${hardText(project, set)}`,
    );
    return exitCodes.done;
  });
}

/** The sentence that must accompany any accuracy on a set of hard images; empty for other sets. */
export function hardText(project: Project, part: Part): string {
  if (typeof part === 'string' || part.origin === null) return '';
  const { name, origin } = part;
  const { runId } = origin;
  const said = hardSetNote(
    { name, origin },
    { runId, name: modelNameOf(project, project.catalog.runs.get(runId)) },
  );
  return `\n${noteSentence(said, 'cli')}`;
}

/** "test images", "images of the test set "night"" */
export const imagesIn = (part: Part) =>
  typeof part === 'string' ? `${part} images` : `images of the test set "${part.name}"`;

/** The images that were measured on, for programs. */
export const partData = (part: Part) =>
  typeof part === 'string' ? { split: part } : { split: 'extra-test', set: part.name };

interface Measured {
  readonly run: Run;
  readonly part: Part;
  /** Null if the model has seen every image. */
  readonly evaluation: Evaluation | null;
}

const finishedRuns = ({ catalog }: Project) =>
  catalog.runs.list({ state: 'done' }).filter(({ weightsHash }) => weightsHash !== null);

/** Measures models on parts; what was measured on the same images before is not measured again. */
async function measureAll(
  context: StudioContext,
  runs: readonly Run[],
  parts: readonly Part[],
): Promise<Measured[]> {
  const { project } = context;
  const all: Measured[] = [];
  for (const part of parts)
    for (const run of runs) {
      const isSeen = !isMeasured(project, run, part) && measurable(project, run, part) === 0;
      all.push({ run, part, evaluation: isSeen ? null : await measuredOn(context, run, part) });
    }
  return all;
}

const columns = ['accuracy', 'macroF1', 'ece'] as const;

function dataOf({ run, part, evaluation }: Measured) {
  const values = evaluation?.metrics.values ?? {};
  const images = evaluation?.images ?? 0;
  const { accuracy, macroF1 = null, ece = null } = values;
  const interval = typeof accuracy === 'number' ? wilson(Math.round(accuracy * images), images) : null;
  const seen = evaluation?.settings?.seen ?? null;
  return {
    ...{ run: run.id, ...partData(part), images, seen },
    ...{ accuracy: accuracy ?? null, interval, macroF1, ece },
  };
}

function tableOf(project: Project, measured: readonly Measured[]): string {
  const rows = measured.map(({ run, part, evaluation }) => [
    typeof part === 'string' ? part : part.name,
    `${modelText(modelNameOf(project, run))} (run ${run.id})`,
    evaluation ? evaluation.images.toLocaleString('en') : '–',
    leftOut(evaluation),
    ...columns.map((name) => metricText(name, evaluation?.metrics.values[name])),
    accuracyInterval(evaluation?.metrics.values.accuracy, evaluation?.images),
  ]);
  return table(['set', 'model', 'images', 'left out', 'accuracy', 'macro F1', 'ECE', '95 % interval'], rows);
}

/** The number of images that the model has seen; "?" if it is not known. */
function leftOut(evaluation: Evaluation | null): string {
  if (!evaluation) return '–';
  const seen = evaluation.settings?.seen;
  return seen ? (seen.trained + seen.validated).toLocaleString('en') : '?';
}
