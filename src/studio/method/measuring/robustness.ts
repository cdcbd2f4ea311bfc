import type { Robustness, Run, Split } from '../../../catalog';
import { type Cell, corruptionsVersion } from '../../../core/corruptions/corrupt';
import { type Severity, severities } from '../../../core/corruptions/corruption';
import { type CorruptionName, corruptionNames } from '../../../core/corruptions/table';
import { studioError } from '../../../core/errors';
import type { CellPredictions } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { positionsOf } from '../../project/images/image-sets';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';
import { ensurePixels } from '../model/pixels';
import { changedImagesJob } from './changed-images-job';
import { drawnOf, imageSetNow, imageSetOf, imagesToMeasure } from './measured-images';

/** What is asked for; everything that is left out means all of it. */
export interface Corruptions {
  readonly corruptions?: readonly CorruptionName[];
  readonly severities?: readonly Severity[];
  /** The largest number of images. */
  readonly images?: number;
}

/** Only test images say something about a model: it has learnt from none of them. */
const split: Split = 'test';

/**
 * Measures a finished run on test images under corruptions made on the fly. Earlier results on the same images are kept, so that a stopped
 * measurement resumes and a repeated one is immediate; the result holds only what was asked for. Throws `nothing-to-evaluate`,
 * `nothing-unseen`.
 */
export async function measureRobustness(
  context: StudioContext,
  run: Run,
  asked: Corruptions = {},
): Promise<Robustness> {
  const { project, tell } = context;
  const { robustness } = project.catalog;
  const recipe = recipeOf(run);
  const { imageSize } = modelJob(context, run).model;
  await ensurePixels(context, imageSize, recipe.fit, [split]);
  const { images: unseen } = await imagesToMeasure(context, run, split);
  const images = asked.images === undefined ? unseen : drawnOf(unseen, asked.images);
  const key = { runId: run.id, split, imageSet: imageSetOf(images), version: corruptionsVersion };
  const id = robustness.begin(key, images.length);
  const wanted = cellsOf(asked);
  const cells = missing(robustness.get(id), wanted);
  if (cells.length === 0) return only(robustness.get(id), wanted);
  tell(stageEvent('evaluate', 'robustness', { run: run.id, images: images.length, cells: cells.length }));
  const positions = positionsOf(project);
  const labels = images.map(({ classId }) => positions.get(classId as number));
  await runWithinMemory(
    context,
    { kind: 'robustness', ...changedImagesJob(context, run, images), cells },
    recipe.inferenceBatch,
    {
      onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }),
      onNote: (note) => tell({ type: 'note', note }),
      onCell: (said) => {
        robustness.put(id, said.cell, rightOf(said, labels));
        tell({ type: 'robustness', runId: run.id });
      },
    },
  );
  return only(robustness.get(id), wanted);
}

/** The cells of a request in the order of the table, the clean images (null) first. */
function cellsOf({
  corruptions = corruptionNames,
  severities: levels = severities,
}: Corruptions): (Cell | null)[] {
  const names = corruptionNames.filter((name) => corruptions.includes(name));
  return [null, ...names.flatMap((corruption) => levels.map((severity) => ({ corruption, severity })))];
}

const keyOf = (cell: Cell | null) => (cell ? `${cell.corruption} ${cell.severity}` : 'clean');

function missing({ right, cells }: Robustness, wanted: readonly (Cell | null)[]): (Cell | null)[] {
  const known = new Set([...(right === null ? [] : [keyOf(null)]), ...cells.map(keyOf)]);
  return wanted.filter((cell) => !known.has(keyOf(cell)));
}

/** The measurement without the results of other requests: a mean is over what was asked for. */
function only(measured: Robustness, wanted: readonly (Cell | null)[]): Robustness {
  const asked = new Set(wanted.map(keyOf));
  return { ...measured, cells: measured.cells.filter((cell) => asked.has(keyOf(cell))) };
}

/** The number of images that were read right; those of a class that the model does not know count as mistakes. */
function rightOf({ predictedClass }: CellPredictions, labels: readonly (number | undefined)[]): number {
  return labels.reduce<number>((sum, label, i) => sum + (predictedClass[i] === label ? 1 : 0), 0);
}

/**
 * Checks before hours of work what `comparable` checks after them: one of two models may have learnt from images that the other has not
 * seen. `most` is the number of images if not all are measured. Throws `robustness-other-images`.
 */
export function checkComparable(
  { project }: Pick<StudioContext, 'project'>,
  run: Run,
  baseline: Run,
  most?: number,
): void {
  const [model, other] = [run, baseline].map((each) => {
    return { runId: each.id, split, imageSet: imageSetNow(project, each, split, most) };
  });
  comparable(model, other);
}

/**
 * Returns a baseline's measurement if it can be compared with another model's. Throws `robustness-other-images` if the two were measured on
 * other images or labels, for example because a file was lost between the measurements.
 */
export function comparable<M extends Pick<Robustness, 'runId' | 'split' | 'imageSet'>>(
  model: M,
  baseline: M,
): M {
  if (model.imageSet === baseline.imageSet && model.split === baseline.split) return baseline;
  throw studioError('robustness-other-images', { id: String(model.runId), other: String(baseline.runId) });
}
