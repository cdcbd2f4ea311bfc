import { relative } from 'node:path';
import type { ImageInput, LabellingRun, SelectionRow } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { Recipe } from '../../../core/recipe';
import {
  classThresholdsAt,
  limitsOf,
  type SelectionInput,
  select,
  selectionStates,
} from '../../../core/selection';
import type { SelectionSummary } from '../../../core/stored/selection-summary';
import type { PseudoLabelledImages } from '../../../runner/job/messages';
import { labellingColumns, labellingPath, withLabelling } from '../../labelling/file/labelling';
import { undecided, writeDecisions } from '../../labelling/rows/decided';
import { goneFrom } from '../../labelling/rows/gone';
import { RowIndex } from '../../labelling/rows/row-index';
import type { SelectionRule } from '../../labelling/rule/rule';
import { thresholdNoteOf } from '../../labelling/rule/threshold-note';
import { expectedRight } from '../../labelling/trust/expected-right';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import { hashesOf, imagesOf, positionsOf, runFolder } from '../../project/images/image-sets';

/**
 * Applies filter, out-of-domain flag, reviews and balance to a labelling run (the paper, section 3.1) and stores the result as a selection.
 * `ruleFor` returns the rule that holds for a labelling.
 */
export async function selectPool(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  labelling: LabellingRun,
  rule: SelectionRule,
  seed: number,
  iterationId: number | null,
): Promise<SelectionRow> {
  tell(stageEvent('select', 'select'));
  const { columns, selection, decided, thresholds, selectAt } = computeSelection(
    project,
    labelling,
    rule,
    seed,
    goneFrom,
  );
  const idle = thresholdNoteOf(columns, rule.selection.threshold, labelling.classIds.length);
  if (idle) tell({ type: 'note', note: idle });
  const trust = await expectedRight(project, labelling, {
    selectAt,
    decided,
    flags: rule.selection.ood.score !== 'none' && rule.oodLimit !== undefined,
    threshold: rule.selection.threshold,
  });
  const classIds = project.catalog.classes.list().map(({ id }) => id);
  const summary: SelectionSummary = {
    quota: selection.quota,
    images: selection.state.length,
    states: countStates(selection.state),
    perClass: selection.perClass.map((entry, position) => ({
      classId: classIds[position],
      ...entry,
      ...(rule.classThresholds.length > 0 && { threshold: thresholds[position] }),
    })),
    trust: trust === 'nothing-kept' ? null : trust,
  };
  const items = function* () {
    for (let i = 0; i < selection.state.length; i++)
      yield {
        imageId: columns.imageIds[i],
        classId: classIds[selection.classIndex[i]],
        state: selectionStates[selection.state[i]],
        copies: selection.copies[i],
      };
  };
  const id = project.catalog.selections.create({
    labellingRunId: labelling.id,
    iterationId,
    settings: { ...rule.selection, oodLimit: rule.oodLimit ?? null, classThresholds: rule.classThresholds },
    summary,
    items: items(),
  });
  return project.catalog.selections.get(id);
}

/** The number of images in each state. */
function countStates(state: Uint8Array): SelectionSummary['states'] {
  const counts = selectionStates.map(() => 0);
  for (const code of state) counts[code]++;
  return Object.fromEntries(
    selectionStates.map((name, code) => [name, counts[code]]),
  ) as SelectionSummary['states'];
}

/**
 * Computes the selection by this rule, and at other thresholds, without storing it. `gone` marks rows that have left the pool; if it is
 * left out, no row has.
 */
export function computeSelection(
  project: Project,
  labelling: LabellingRun,
  { selection, oodLimit, classThresholds }: SelectionRule,
  seed: number,
  gone: typeof goneFrom | null = null,
) {
  const columns = labellingColumns(project, labelling);
  const positions = positionsOf(project);
  const reviews = undecided(columns.imageIds.length);
  const index = new RowIndex(columns.imageIds);
  writeDecisions(reviews, project.catalog.reviews.columns(), index, positions);
  const input: SelectionInput = {
    predictedClass: columns.classIds.map((id) => positions.get(id) as number),
    confidence: columns.confidence,
    oodScore: columns.oodScore,
    oodLimit,
    classThresholds: classThresholdsAt(classThresholds, positions, positions.size),
    reviews,
    gone: gone?.(project, index, columns.imageIds.length),
    classes: positions.size,
    merged: positions.size - new Set(positions.values()).size,
    selection,
    seed,
  };
  const selected = select(input);
  return {
    columns,
    selection: selected,
    decided: reviews,
    /** `[classes]` */
    thresholds: limitsOf(input).thresholds,
    selectAt: (threshold: number) =>
      threshold === selection.threshold
        ? selected
        : select({ ...input, selection: { ...selection, threshold } }),
  };
}

/**
 * What the student of a run learns from a stored selection: its kept images, with soft or hard targets and copies. A person's class is
 * always hard; all targets are if the method says so. Distributions stay in the labelling's file.
 */
export function pseudoLabelled(
  project: Project,
  selectionId: number,
  { targets, targetTemperature }: Pick<Recipe, 'targets' | 'targetTemperature'>,
  runId: number,
): PseudoLabelledImages {
  const { catalog } = project;
  const selection = catalog.selections.get(selectionId);
  const labelling = catalog.labellingRuns.get(selection.labellingRunId);
  const usable = new Map(imagesOf(project, 'unlabelled').map((image) => [image.id, image]));
  const kept = catalog.selections.items(selectionId, 'kept').filter(({ imageId }) => usable.has(imageId));
  if (kept.length === 0) throw studioError('empty-selection', {});
  const positions = positionsOf(project);
  const file = labellingPath(project, labelling);
  const reviewed = new Set(catalog.reviews.current().map(({ imageId }) => imageId));
  return withLabelling(project, labelling, ({ ids, hash, classIds }) => {
    const index = new RowIndex(ids);
    const isSoft = (imageId: number) => targets === 'soft' && !reviewed.has(imageId);
    return {
      hashes: hashesOf(kept.map(({ imageId }) => usable.get(imageId) as ImageInput)),
      copies: Int32Array.from(kept, ({ copies }) => copies),
      targets: {
        kind: 'rows',
        labelling: { file: relative(runFolder(project, runId), file), hash },
        rows: Int32Array.from(kept, ({ imageId }) => (isSoft(imageId) ? index.rowOf(imageId) : -1)),
        classIndex: Int32Array.from(kept, ({ classId }) => positions.get(classId) as number),
        places: Int32Array.from(classIds, (id) => positions.get(id) as number),
        temperature: targetTemperature,
      },
    };
  });
}
