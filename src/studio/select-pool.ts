import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabellingRun, SelectionRow } from '../catalog';
import { StudioError } from '../core/errors';
import { decodeFloat16 } from '../core/float16';
import type { Recipe } from '../core/recipe';
import {
  hardTargets,
  type ReviewDecision,
  retemper,
  type Selection,
  select,
  selectionStates,
} from '../core/selection';
import type { PseudoLabelledImages } from '../runner/messages';
import type { StudioContext } from './context';
import { hashesOf, imagesOf, positionsOf } from './image-sets';
import type { Project } from './project';

/** What a selection kept, for lists and reports. */
export interface SelectionSummary {
  readonly quota: number;
  readonly images: number;
  /** Images by state. */
  readonly states: Readonly<Record<(typeof selectionStates)[number], number>>;
  readonly perClass: readonly {
    classId: number;
    available: number;
    kept: number;
    copies: number;
    short: number;
  }[];
}

/** Filter, out-of-domain flag, reviews and balance over a labelling run (the paper, section 3.1); stored as a selection. */
export function selectPool(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  labelling: LabellingRun,
  recipe: Recipe,
  seed: number,
  iterationId: number | null,
): SelectionRow {
  tell({ type: 'stage', stage: 'select', text: 'Filter, flag and balance' });
  const { columns, selection } = computeSelection(project, labelling, recipe, seed);
  const classIds = project.catalog.classes.list().map(({ id }) => id);
  const states = Object.fromEntries(
    selectionStates.map((name, state) => [name, selection.state.filter((value) => value === state).length]),
  ) as SelectionSummary['states'];
  const summary: SelectionSummary = {
    quota: selection.quota,
    images: selection.state.length,
    states,
    perClass: selection.perClass.map((entry, position) => ({ classId: classIds[position], ...entry })),
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
    settings: recipe.selection,
    summary,
    items: items(),
  });
  return project.catalog.selections.get(id);
}

/** The selection as it would be with these settings, not stored: what a moved threshold would do. */
export function computeSelection(project: Project, labelling: LabellingRun, recipe: Recipe, seed: number) {
  const columns = project.catalog.pseudoLabels.columns(labelling.id);
  const positions = positionsOf(project);
  const selection: Selection = select({
    predictedClass: Int32Array.from(columns.classIds, (id) => positions.get(id) as number),
    confidence: columns.confidence,
    oodScore: columns.oodScore,
    oodLimit: labelling.oodThreshold ?? undefined,
    reviews: reviewsOf(project, columns.imageIds, positions),
    classes: positions.size,
    selection: recipe.selection,
    seed,
  });
  return { columns, selection };
}

/** Decisions of people about images of the pool, by row. */
function reviewsOf(project: Project, imageIds: Int32Array, positions: ReadonlyMap<number, number>) {
  const rowOf = new Map(Array.from(imageIds, (id, row) => [id, row]));
  const decisions = new Map<number, ReviewDecision>();
  for (const review of project.catalog.reviews.current()) {
    const row = rowOf.get(review.imageId);
    if (row === undefined) continue;
    if (review.decision === 'ood' || review.decision === 'exclude')
      decisions.set(row, { action: review.decision });
    // An accepted class stays what the person saw, also when a later teacher thinks otherwise.
    else
      decisions.set(row, {
        action: 'relabel',
        classIndex: positions.get(review.classId as number) as number,
      });
  }
  return decisions;
}

/** What the student learns from a stored selection: its kept images, soft or hard targets, copies. A person's class is always hard. */
export function pseudoLabelled(project: Project, selectionId: number, recipe: Recipe): PseudoLabelledImages {
  const { catalog } = project;
  const selection = catalog.selections.get(selectionId);
  const labelling = catalog.labellingRuns.get(selection.labellingRunId);
  const columns = catalog.pseudoLabels.columns(labelling.id);
  const rowOf = new Map(Array.from(columns.imageIds, (id, row) => [id, row]));
  const usable = new Map(imagesOf(project, 'unlabelled').map((image) => [image.id, image]));
  const kept = catalog.selections.items(selectionId, 'kept').filter(({ imageId }) => usable.has(imageId));
  if (kept.length === 0)
    throw new StudioError(
      'empty-selection',
      'The selection keeps no image. Lower selection.threshold or selection.ood.keep, or train a better teacher.',
    );
  const positions = positionsOf(project);
  const classes = positions.size;
  const smoothing = recipe.training.labelSmoothing;
  const hard = hardTargets(
    kept.map(({ classId }) => positions.get(classId) as number),
    classes,
    smoothing,
  );
  const targets = recipe.targets === 'hard' ? hard : softTargets();
  return {
    hashes: hashesOf(kept.map(({ imageId }) => usable.get(imageId) as never)),
    targets,
    copies: Int32Array.from(kept, ({ copies }) => copies),
  };

  function softTargets(): Float32Array {
    const bytes = readFileSync(join(project.folder, labelling.softLabels as string));
    const bits = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const reviewed = new Set(catalog.reviews.current().map(({ imageId }) => imageId));
    const soft = new Float32Array(kept.length * classes);
    for (const [i, { imageId }] of kept.entries()) {
      const row = rowOf.get(imageId) as number;
      const source = reviewed.has(imageId)
        ? hard.subarray(i * classes, (i + 1) * classes)
        : retemper(
            decodeFloat16(bits.subarray(row * classes, (row + 1) * classes)),
            classes,
            recipe.targetTemperature,
          );
      soft.set(source, i * classes);
    }
    return soft;
  }
}
