import type { Catalog, LabellingRun } from '../../../catalog';
import type { LabelOverview, LabelTiles, SteppedLabels } from '../../../contract';
import { giveLabels } from '../../label/give';
import { newestOpinion } from '../../label/newest-model';
import { imagesToLabel } from '../../label/order';
import { opinionsOf } from '../../labelling/file/opinions';
import { person } from '../../project/context/person';
import type { Project } from '../../project/folder/project';
import { modelNameOf } from '../../project/runs/run-model';
import { os } from '../session/base';
import type { Studio } from '../session/studio';
import { historyTold } from './history';

export const label = {
  overview: os.label.overview.handler(({ context }) => overviewOf(context.studio.project)),
  alike: os.label.alike.handler(({ context }) => context.studio.project.catalog.nearCopies.counts()),
  query: os.label.query.handler(({ context, input, signal }) =>
    imagesToLabel(context.studio.project, input, signal),
  ),
  groups: os.label.groups.handler(({ context, input }) =>
    context.studio.project.catalog.labelViews.groups(input.ids),
  ),
  tiles: os.label.tiles.handler(({ context, input }) => tilesOf(context.studio.project, input.ids)),
  set: os.label.set.handler(({ context: { studio }, input }) => {
    const before = conflictsOf(studio);
    const given = giveLabels(studio.project.catalog, input, person());
    if (given.changed > 0) labelled(studio, before);
    return given;
  }),
  exclude: os.label.exclude.handler(({ context: { studio }, input: { ids, excluded } }) => {
    const { labelSteps } = studio.project.catalog;
    const changed = labelSteps.exclude(ids, excluded, person());
    if (changed > 0) setApart(studio);
    return { changed, stepId: changed > 0 ? (labelSteps.steps().undo?.id ?? null) : null };
  }),
  history: os.label.history.handler(({ context }) => {
    const steps = context.studio.project.catalog.labelSteps.history(historyTold + 1);
    return { steps: steps.slice(0, historyTold), more: steps.length > historyTold };
  }),
  undo: os.label.undo.handler(({ context: { studio } }) => stepped(studio, (steps) => steps.undo(person()))),
  redo: os.label.redo.handler(({ context: { studio } }) => stepped(studio, (steps) => steps.redo(person()))),
};

function stepped(
  studio: Studio,
  work: (steps: Catalog['labelSteps']) => Omit<SteppedLabels, 'classIds'>,
): SteppedLabels {
  const { labelSteps, labelViews } = studio.project.catalog;
  const before = conflictsOf(studio);
  const { step, ids } = work(labelSteps);
  if (step.marked) studio.news.changed('marks');
  else if (step.excluded !== null) setApart(studio);
  else labelled(studio, before);
  return { step, ids, classIds: labelViews.columns(ids).classIds };
}

/** Reports that images were excluded or brought back: near duplicates that they held out, or that they belong to, have changed too. */
function setApart({ news }: Studio): void {
  news.changed('images');
  news.changed('near-copies');
}

const conflictsOf = ({ project }: Studio) => project.catalog.labelViews.conflicts();

/** Reports a change of labels. Near duplicates are reported as well only if the number of copies in conflict changes. */
function labelled(studio: Studio, conflictsBefore: number): void {
  studio.news.changed('images');
  if (conflictsOf(studio) !== conflictsBefore) studio.news.changed('near-copies');
}

function overviewOf(project: Project): LabelOverview {
  const { catalog } = project;
  const { unlabelled, conflicts, excluded, classes } = catalog.labelViews.counts();
  const labelling = newestOpinion(project);
  return {
    unlabelled,
    conflicts,
    excluded,
    classes: catalog.classes.active().map((each) => ({ ...each, images: classes.get(each.id) ?? 0 })),
    learnt: learntIn(catalog),
    model: labelling ? modelOf(project, labelling) : null,
    outlook: outlookOf(catalog),
    ...catalog.labelSteps.steps(),
  };
}

function learntIn({ splits }: Catalog): number {
  const counts = (['labelled-train', 'validation'] as const).flatMap((split) => [
    ...splits.byClass(split).values(),
  ]);
  return counts.reduce((sum, images) => sum + images, 0);
}

/** What the newest linear probe of few labels found out about its accuracy, and about that with more labels. */
function outlookOf({ runs }: Catalog): LabelOverview['outlook'] {
  const { folds } = runs.list({ kind: 'probe', state: 'done' }).at(-1)?.metrics?.probe ?? {};
  return folds?.more ? { labels: folds.images, accuracy: folds.accuracy, more: folds.more } : null;
}

function modelOf(project: Project, { runId, createdAt }: LabellingRun): LabelOverview['model'] {
  const { runs, experiments } = project.catalog;
  const run = runs.get(runId);
  const experiment = run.experimentId === null ? null : experiments.get(run.experimentId).name;
  return { name: modelNameOf(project, run), experiment, labelledAt: createdAt };
}

function tilesOf(project: Project, ids: Int32Array): LabelTiles {
  const { catalog } = project;
  const { classIds, excluded, splits } = catalog.labelViews.columns(ids);
  const labelling = newestOpinion(project);
  const opinions = labelling && opinionsOf(project, labelling, ids);
  return {
    classIds,
    excluded,
    heldOut: Uint8Array.from(splits, (split) => (split === 'test' || split === 'validation' ? 1 : 0)),
    guesses: opinions?.classIds ?? new Int32Array(ids.length),
    confidence: opinions?.confidence ?? new Float32Array(ids.length),
    marks: catalog.marks.packed(ids),
  };
}
