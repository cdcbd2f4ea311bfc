import { join } from 'node:path';
import { version } from '../../../package.json';
import type { Run } from '../../catalog';
import type { AccuracyFacts, InitialWeights, ModelFacts, SplitFacts } from '../../core/export/facts';
import { changedSentence, seenSentence } from '../../core/sentences/seen-images';
import type { Split } from '../../core/vocabulary/images';
import { modelText } from '../../core/vocabulary/models';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import type { Project } from '../project/folder/project';
import { outputsOf, runFolder } from '../project/images/image-sets';
import { recipeText } from '../project/recipes/recipe-file';
import { modelNameOf, modelSettingsOf, recipeOf } from '../project/runs/run-model';
import { findCard } from '../weights/models';

/** What the project knows about a finished run, for people who receive its model. */
export function modelFacts(project: Project, run: Run): ModelFacts {
  const { catalog } = project;
  const recipe = recipeOf(run);
  const experiment = run.experimentId === null ? null : catalog.experiments.get(run.experimentId);
  const learnt = learntFrom(project, run);
  return {
    version,
    created: new Date().toISOString(),
    model: modelText(modelNameOf(project, run)),
    experiment: experiment?.name ?? project.name,
    run: run.id,
    seed: run.seed,
    weightsHash: run.weightsHash,
    images: splitFacts(project, run),
    pseudoLabelled: learnt.pseudo,
    accuracy: accuracyOf(project, run, learnt.validation),
    initialWeights: initialWeights(project, run),
    recipe: { name: recipe.name, yaml: recipeText(recipe) },
    versions: textValues(run.versions),
  };
}

/** Splits whose labelled images are counted. */
const labelledSplits: readonly Split[] = ['labelled-train', 'validation', 'test'];

function splitFacts(project: Project, run: Run): SplitFacts[] {
  const { catalog } = project;
  const outputs = outputsOf(project, run);
  return labelledSplits.map((split) => {
    const counts = catalog.splits.byClass(split);
    return {
      split,
      images: catalog.images.count({ split, state: 'ok' }),
      byClass: outputs.map(({ id }) => counts.get(id) ?? 0),
    };
  });
}

/**
 * How many images the run learnt from besides its labelled ones, and how many were used to choose its weights; null if its inputs are gone.
 */
function learntFrom(project: Project, run: Run): { pseudo: number | null; validation: number | null } {
  try {
    return SafetensorsReader.with(join(runFolder(project, run.id), 'inputs.safetensors'), ({ tensors }) => {
      const rows = (name: string) => tensors.get(name)?.shape[0] ?? null;
      return { pseudo: rows('pseudo.hashes'), validation: rows('validation.hashes') };
    });
  } catch {
    return { pseudo: null, validation: null };
  }
}

/** The newest measurements on test and validation; without one on validation, the result of the training itself. */
function accuracyOf(project: Project, run: Run, validationImages: number | null): AccuracyFacts[] {
  const evaluations = project.catalog.evaluations.newest([run.id]);
  const measured = (['test', 'validation'] as const).flatMap((split) => {
    const evaluation = evaluations.find((each) => each.split === split);
    if (!evaluation) return [];
    const { accuracy, balancedAccuracy } = evaluation.metrics.values;
    if (typeof accuracy !== 'number') return [];
    const seen = evaluation.settings?.seen ?? null;
    const { images } = evaluation;
    const notes = [
      seenSentence(seen, split),
      changedSentence(project.catalog.evaluations.changedSince(evaluation.id)),
    ].filter((each) => each !== null);
    const right = Math.round(accuracy * images);
    const note = notes.length > 0 ? notes.join(' ') : null;
    return [{ split, images, right, balanced: balancedAccuracy ?? null, note }];
  });
  const trained = run.metrics?.validationAccuracy ?? null;
  if (measured.some(({ split }) => split === 'validation') || trained === null || !validationImages)
    return measured;
  const right = Math.round(trained * validationImages);
  return [...measured, { split: 'validation', images: validationImages, right, balanced: null, note: null }];
}

/** The weights that the run and the teachers before it began with, each once. */
function initialWeights(project: Project, run: Run): InitialWeights[] {
  const names = new Set<string>();
  for (let at: Run | null = run; at !== null; at = teacherOf(project, at)) {
    const { weights } = modelSettingsOf(project, at);
    if (weights !== 'none') names.add(weights);
  }
  return [...names].map((name) => ({ name, card: cardOf(name) }));
}

function teacherOf({ catalog }: Project, { iterationId }: Run): Run | null {
  const id = iterationId === null ? null : catalog.iterations.get(iterationId).teacherRunId;
  return id === null ? null : catalog.runs.get(id);
}

function cardOf(name: string): InitialWeights['card'] {
  try {
    const { licence, source, sha256 } = findCard(name);
    return { licence, source, sha256 };
  } catch {
    return null;
  }
}

function textValues(values: unknown): Record<string, string> {
  const entries = Object.entries((values ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== null).map(([name, value]) => [name, String(value)]),
  );
}
