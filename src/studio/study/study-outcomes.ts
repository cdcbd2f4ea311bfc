import type { StudyRow } from '../../catalog';
import type { ModelSummary } from '../../core/stored/runs';
import { type Claim, type ClaimResult, judgeClaims } from '../../core/study/claims';
import { armCosts, type CellCost } from '../../core/study/costs';
import { cellsOf, type StudyOutline } from '../../core/study/definition';
import { type ArmResult, type CellOutcome, studyResults } from '../../core/study/results';
import type { Project } from '../project/folder/project';
import { summariseExperiment } from '../report/experiment/summary';
import { corruptedAccuracies } from './study-corrupted';

/** The results of a study so far. */
export interface StudyOutcome {
  readonly study: StudyOutline;
  readonly cells: readonly CellOutcome[];
  readonly arms: readonly ArmResult[];
  /** The same arms on each named test set that a model was measured on. */
  readonly sets: readonly StudySet[];
  /** The same arms under corruption, once a last model was measured under the whole benchmark; otherwise null. */
  readonly corrupted: readonly ArmResult[] | null;
  /** What a run of each arm cost, in the order of the arms. */
  readonly costs: readonly CellCost[];
  /** The verdicts on the claims that the study's file makes. */
  readonly claims: readonly ClaimResult[];
  /** Seconds that the remaining runs take if they take as long as the finished runs of their arm; null before any is done. */
  readonly secondsLeft: number | null;
}

/** The arms of a study on a named test set. */
export interface StudySet {
  readonly id: number;
  readonly name: string;
  readonly arms: readonly ArmResult[];
}

/** The arms on corrupted test images, with their title in English for the command line and the page. */
export type UnderCorruption = Pick<StudySet, 'name' | 'arms'>;

export const corruptedTitle = 'Under corruption';

/** The arms that were measured under the whole benchmark; null if none were. */
export const underCorruption = ({ corrupted }: StudyOutcome): UnderCorruption | null =>
  corrupted && { name: corruptedTitle, arms: corrupted };

/**
 * The results of the runs of a study: the first model of each, the last one, and the time that its own trainings took. `claims` are those
 * in the study's file.
 */
export function studyOutcome(project: Project, row: StudyRow, claims: readonly Claim[] = []): StudyOutcome {
  const study: StudyOutline = { name: row.name, ...row.definition };
  const ids = new Map(
    project.catalog.studies
      .cells(row.id)
      .map(({ arm, seed, experimentId }) => [`${seed} ${arm}`, experimentId]),
  );
  const results = cellsOf(study).map((cell) => {
    const id = ids.get(`${cell.seed} ${cell.arm}`);
    return { ...cell, ...(id === undefined ? waiting : outcomeOf(project, id)) };
  });
  const cells = results.map(({ models: _, cost: __, ...cell }): CellOutcome => cell);
  const onCorrupted = results.map(
    onCorruptedIn(
      project,
      results.flatMap(({ models }) => models),
    ),
  );
  const names = study.arms.map(({ name }) => name);
  return {
    study,
    cells,
    arms: studyResults(names, study.baseline, cells),
    sets: project.catalog.testSets
      .list()
      .filter(({ id }) =>
        results.some(({ models }) => models.some((model) => accuracyOn(id, model) !== null)),
      )
      .map(({ id, name }) => ({
        id,
        name,
        arms: studyResults(names, study.baseline, results.map(onSet(id))),
      })),
    corrupted: onCorrupted.some(({ last }) => last !== null)
      ? studyResults(names, study.baseline, onCorrupted)
      : null,
    costs: armCosts(
      names,
      results.flatMap(({ arm, state, cost }) => (state === 'done' ? [{ arm, ...cost }] : [])),
    ),
    claims: judgeClaims(claims, cells),
    secondsLeft: secondsLeft(cells),
  };
}

type Outcome = Omit<CellOutcome, 'arm' | 'seed'> & {
  readonly models: readonly ModelSummary[];
  readonly cost: Omit<CellCost, 'arm'>;
};

const waiting: Outcome = {
  ...{ state: 'waiting', first: null, last: null, balanced: null, seconds: 0 },
  models: [],
  cost: { images: null, seconds: null, peakBytes: null },
};

/** Replaces a run's accuracies on the test split by those on a named test set. */
const onSet =
  (id: number) =>
  ({ models, cost: _, ...cell }: CellOutcome & Pick<Outcome, 'models' | 'cost'>): CellOutcome => ({
    ...cell,
    first: accuracyOn(id, models[0]),
    last: accuracyOn(id, models.at(-1)),
    balanced: models.at(-1)?.sets.find(({ setId }) => setId === id)?.metrics.balancedAccuracy ?? null,
  });

const accuracyOn = (id: number, model: ModelSummary | undefined): number | null =>
  model?.sets.find(({ setId }) => setId === id)?.metrics.accuracy ?? null;

/** Replaces a run's accuracies on test images by its mean accuracies under corruption. */
function onCorruptedIn(project: Project, all: readonly ModelSummary[]) {
  const accuracies = corruptedAccuracies(
    project,
    all.map(({ runId }) => runId),
  );
  const of = (model: ModelSummary | undefined) => (model && accuracies.get(model.runId)) ?? null;
  return ({ models, cost: _, ...cell }: CellOutcome & Pick<Outcome, 'models' | 'cost'>): CellOutcome => ({
    ...cell,
    ...{ first: of(models[0]), last: of(models.at(-1)), balanced: null },
  });
}

function outcomeOf(project: Project, experimentId: number): Outcome {
  const { models, experimentState } = summariseExperiment(project, experimentId);
  const trained = models.filter(({ name }) => name.code !== 'probe');
  const last = trained.at(-1);
  const metricsOf = ({ runId }: ModelSummary) => project.catalog.runs.get(runId).metrics;
  const own = models.filter((model) => metricsOf(model)?.sameAs === undefined);
  const sum = (values: readonly (number | null | undefined)[]) =>
    values.reduce<number | null>((all, value) => (all === null || value == null ? null : all + value), 0);
  const peaks = models.flatMap((model) => metricsOf(model)?.peakBytes ?? []);
  return {
    state: stateOf(experimentState),
    first: trained[0]?.testAccuracy ?? null,
    last: last?.testAccuracy ?? null,
    balanced: last?.testMetrics?.balancedAccuracy ?? null,
    seconds: own.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    models: trained,
    cost: {
      images: sum(trained.map((model) => metricsOf(model)?.images)),
      seconds: sum(trained.map(({ seconds }) => seconds)),
      peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    },
  };
}

function stateOf(state: string): CellOutcome['state'] {
  if (state === 'done' || state === 'failed') return state;
  return state === 'new' ? 'waiting' : 'running';
}

function secondsLeft(cells: readonly CellOutcome[]): number | null {
  const done = cells.filter(({ state }) => state === 'done');
  if (done.length === 0) return null;
  const mean = (of: readonly CellOutcome[]) => of.reduce((sum, { seconds }) => sum + seconds, 0) / of.length;
  return cells
    .filter(({ state }) => state === 'waiting' || state === 'running')
    .reduce((sum, { arm }) => {
      const own = done.filter((cell) => cell.arm === arm);
      return sum + mean(own.length > 0 ? own : done);
    }, 0);
}
