import type { StudyRow } from '../../catalog';
import { cellsOf, type StudyOutline } from '../../core/study/definition';
import { type ArmResult, type CellOutcome, studyResults } from '../../core/study/results';
import type { Project } from '../project/project';
import { summariseExperiment } from '../report/summary';

/** A study as far as it is. */
export interface StudyOutcome {
  readonly study: StudyOutline;
  readonly cells: readonly CellOutcome[];
  readonly arms: readonly ArmResult[];
  /** Seconds that the runs still to come take if they take as long as those of their arm did; null before any is done. */
  readonly secondsLeft: number | null;
}

/** What the runs of a study came to: the first model of each, the last one, and the time that its own trainings took. */
export function studyOutcome(project: Project, row: StudyRow): StudyOutcome {
  const study: StudyOutline = { name: row.name, ...row.definition };
  const ids = new Map(
    project.catalog.studies
      .cells(row.id)
      .map(({ arm, seed, experimentId }) => [`${seed} ${arm}`, experimentId]),
  );
  const cells = cellsOf(study).map(({ arm, seed }): CellOutcome => {
    const id = ids.get(`${seed} ${arm}`);
    const nothing = { arm, seed, first: null, last: null, balanced: null, seconds: 0 };
    return id === undefined ? { ...nothing, state: 'waiting' } : { ...nothing, ...outcomeOf(project, id) };
  });
  const names = study.arms.map(({ name }) => name);
  return { study, cells, arms: studyResults(names, study.baseline, cells), secondsLeft: secondsLeft(cells) };
}

function outcomeOf(project: Project, experimentId: number): Omit<CellOutcome, 'arm' | 'seed'> {
  const { models, experimentState } = summariseExperiment(project, experimentId);
  const trained = models.filter(({ name }) => name.code !== 'probe');
  const last = trained.at(-1);
  const own = models.filter(({ runId }) => project.catalog.runs.get(runId).metrics?.sameAs === undefined);
  return {
    state: stateOf(experimentState),
    first: trained[0]?.testAccuracy ?? null,
    last: last?.testAccuracy ?? null,
    balanced: last?.testMetrics?.balancedAccuracy ?? null,
    seconds: own.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
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
