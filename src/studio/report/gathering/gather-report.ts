import type { Evaluation, Iteration, Run } from '../../../catalog';
import { attacksVersion } from '../../../core/adversarial/strength';
import { corruptionsVersion } from '../../../core/corruptions/corrupt';
import { benchmarkAccuracy } from '../../../core/corruptions/measures';
import { encoderArch } from '../../../core/encoder/card';
import { architecture } from '../../../core/network/arch';
import { parameterCount } from '../../../core/network/parameters';
import { perturbationsVersion } from '../../../core/perturbations/change';
import type { CrossValidation } from '../../../core/probe/cross-validate';
import {
  describeRecipe,
  formatValue,
  type ModelSettings,
  parseRecipe,
  type Recipe,
} from '../../../core/recipe';
import { type ChoiceFacts, choiceSentence } from '../../../core/sentences/chosen-model';
import { foldsNote, moreLabelsNote } from '../../../core/sentences/folds';
import { pairedSentence } from '../../../core/sentences/paired';
import {
  changedSentence,
  comparisonSentence,
  gainOn,
  seenSentence,
} from '../../../core/sentences/seen-images';
import { modelText } from '../../../core/vocabulary/models';
import { noteSentence } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';
import { outputsOf } from '../../project/images/image-sets';
import { chosenOf } from '../../project/runs/chosen-run';
import {
  baseOf,
  fixNote,
  inTurnNote,
  modelNameOf,
  modelSettingsOf,
  modelTitle,
} from '../../project/runs/run-model';
import type { ReportData, ReportIteration } from '../facts/types';
import { labellingOf } from './gather-labelling';
import { contactSheets } from './gather-sheets';
import { reportedSlices } from './gather-slices';
import { testSetsOf } from './gather-test-sets';
import { judgeLabelling, type PoolTruth } from './pool-truth';

/** Collects what the report of an experiment shows; with `truth`, also how right labels and out-of-domain scores were. */
export async function gatherReport(
  project: Project,
  experimentId: number,
  truth?: PoolTruth,
): Promise<ReportData> {
  const { catalog } = project;
  const experiment = catalog.experiments.get(experimentId);
  const recipe = parseRecipe(experiment.recipe);
  const runs = catalog.runs.list({ experimentId });
  const iterations = catalog.iterations.list(experimentId);
  const classes = catalog.classes.list();
  const choice = chosenOf(project, runs);
  const base = baseOf(runs);
  const device = runs.find((run) => run.device)?.device;
  const versions = runs.find((run) => run.versions)?.versions ?? {};
  return {
    title: `Noisy Student: ${experiment.name}`,
    project: project.name,
    created: new Date().toISOString(),
    seed: experiment.seed,
    recipe: { name: recipe.name, settings: settingsOf(recipe) },
    device: device ? `${device.name}, ${device.kind === 'gpu' ? 'GPU' : `${device.cores} cores`}` : null,
    versions: Object.entries(versions)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ({ name, value: String(value) })),
    images: splitCounts(project),
    iterations: runs.map((run) => iterationOf(project, run, { base, iterations, recipe, truth })),
    base: base && runs.indexOf(base),
    chosen: choice && { at: runs.findIndex(({ id }) => id === choice.runId), why: whyOf(project, choice) },
    classes: classes.map(({ name, color }) => ({ name, color })),
    confusion: confusions(project, runs, { base, chosenId: choice?.runId, classes: classes.length }),
    slices: await reportedSlices(project, runs, choice?.runId),
    testSets: testSetsOf(project, experimentId),
    sheets: await contactSheets(project, iterations, truth),
  };
}

/** Why a model was chosen, with the names that the report gives the models. */
function whyOf(project: Project, choice: ChoiceFacts): string {
  const nameOf = (id: number) => modelText(modelNameOf(project, project.catalog.runs.get(id)));
  return choiceSentence(choice, { nameOf });
}

function settingsOf(recipe: Recipe) {
  return describeRecipe(recipe).map((field) => ({
    section: field.section.en,
    title: field.words.en.title,
    value: formatValue(field.default),
    paper: field.paper === undefined ? null : formatValue(field.paper),
  }));
}

function splitCounts({ catalog }: Project) {
  const names = {
    'labelled-train': 'labelled',
    validation: 'validation',
    unlabelled: 'unlabelled',
    test: 'test',
  } as const;
  return (Object.keys(names) as (keyof typeof names)[]).map((split) => ({
    split: names[split],
    count: catalog.images.count({ split, state: 'ok' }),
  }));
}

interface Gathered {
  readonly base: Run | undefined;
  readonly iterations: readonly Iteration[];
  readonly recipe: Recipe;
  readonly truth?: PoolTruth;
}

/** On which test images a model was measured, and how far a student is ahead of the base model on the images that both were measured on. */
function testFacts({ catalog }: Project, run: Run, evaluation: Evaluation | undefined, base?: Run) {
  if (!evaluation) return {};
  const seen = evaluation.settings?.seen ?? null;
  const isHeldAgainst = base && run.id !== base.id && run.kind !== 'probe';
  const its = isHeldAgainst && catalog.evaluations.newest([base.id]).find(({ split }) => split === 'test');
  const common = its ? catalog.evaluations.common(evaluation.id, its.id) : null;
  const notes = [
    seenSentence(seen, 'test'),
    changedSentence(catalog.evaluations.changedSince(evaluation.id)),
    common && comparisonSentence(common),
    common && pairedSentence(common),
  ];
  return {
    testImages: evaluation.images,
    testGain: common && gainOn(common),
    testNotes: notes.filter((note) => note !== null),
  };
}

/** The mean accuracy on corrupted test images, if the whole benchmark was measured. */
function corruptedAccuracyOf({ catalog }: Project, run: Run): number | null {
  const [measured] = catalog.robustness.newest([run.id], corruptionsVersion);
  return measured ? benchmarkAccuracy(measured) : null;
}

/** The number of parameters of a model; for an encoder, those of its file and its head, or null if the run has not ended. */
function parametersOf(project: Project, run: Run, { arch }: ModelSettings): number | null {
  const { length: classes } = outputsOf(project, run);
  if (arch !== encoderArch) return parameterCount(architecture(arch), classes);
  const model = run.metrics?.model;
  return model?.arch === encoderArch
    ? model.encoder.parameters + (model.encoder.features + 1) * classes
    : null;
}

function iterationOf(
  project: Project,
  run: Run,
  { base, iterations, recipe, truth }: Gathered,
): ReportIteration {
  const { catalog } = project;
  const settings = modelSettingsOf(project, run);
  const metrics = run.metrics;
  const evaluation = catalog.evaluations.newest([run.id]).find(({ split }) => split === 'test');
  const values = evaluation?.metrics.values;
  const own = run.iterationId === null ? undefined : iterations.find(({ id }) => id === run.iterationId);
  // Found by the iteration's number, not by its teacher: if a student was not promoted, its teacher labels once more. A linear probe labels
  // nothing.
  const taught =
    run.kind === 'probe' ? undefined : iterations.find(({ number }) => number === (own?.number ?? 0) + 1);
  const labelling = taught && catalog.labellingRuns.latest(taught.id);
  const selection = taught && catalog.selections.latest(taught.id);
  return {
    name: modelText(modelNameOf(project, run)),
    arch: modelTitle(settings),
    parameters: parametersOf(project, run, settings),
    testAccuracy: values?.accuracy,
    testMetrics: values,
    corruptedAccuracy: corruptedAccuracyOf(project, run),
    perturbed: catalog.perturbations.newest([run.id], perturbationsVersion)[0] ?? null,
    attacked: catalog.attacks.newest([run.id], attacksVersion)[0] ?? null,
    ...testFacts(project, run, evaluation, base),
    validationAccuracy: metrics?.validationAccuracy,
    trainedSteps: metrics?.steps,
    stoppedEarly: metrics?.stoppedEarly,
    byFolds: metrics?.probe?.folds && foldsSentences(metrics.probe.folds),
    inTurn: metrics?.trainings && noteSentence(inTurnNote(metrics.trainings), 'cli'),
    fix: metrics?.fix && noteSentence(fixNote(metrics.fix), 'cli'),
    seconds: metrics?.seconds,
    imagesPerSecond: metrics?.imagesPerSecond,
    waitShare: metrics?.waitShare,
    weightsHash: run.weightsHash,
    curve: catalog.epochs.list(run.id),
    labelling:
      labelling && selection
        ? {
            ...labellingOf(project, labelling, selection, recipe, truth),
            by: modelText(modelNameOf(project, catalog.runs.get(labelling.runId))),
          }
        : null,
    ...(labelling && selection && truth ? judgeLabelling(project, labelling, selection, recipe, truth) : {}),
  };
}

/**
 * Confusion matrices of the model that gains are compared with and of the model to use; if these were not measured, of the first and the
 * last model that were.
 */
function confusions(
  project: Project,
  runs: readonly Run[],
  { base, chosenId, classes }: { base: Run | undefined; chosenId: number | undefined; classes: number },
) {
  const measured = runs.flatMap((run) => {
    const evaluation = project.catalog.evaluations.list(run.id).find(({ split }) => split === 'test');
    // A measurement from before a class was added has no place in a matrix of all classes.
    if (evaluation?.metrics.perClass.length !== classes) return [];
    const { cells } = evaluation.metrics;
    return [{ runId: run.id, model: modelText(modelNameOf(project, run)), classes, cells }];
  });
  const first = measured.find(({ runId }) => runId === base?.id) ?? measured[0];
  const chosen = measured.find(({ runId }) => runId === chosenId) ?? measured[measured.length - 1];
  const shown = chosen && chosen !== first ? [first, chosen] : first ? [first] : [];
  return shown.map(({ runId: _, ...confusion }) => confusion);
}

/** How good a linear probe is according to folds, and what more labels would gain. */
function foldsSentences(measured: CrossValidation): string {
  const notes = [foldsNote(measured), moreLabelsNote(measured)].filter((each) => each !== null);
  return notes.map((each) => noteSentence(each, 'cli')).join(' ');
}
