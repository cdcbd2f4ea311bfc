import type { ExperimentView, RunView } from '../../../contract';

/** The model that labelled the pool for this run; undefined for the first teacher. */
export function teacherOf({ runs, iterations }: ExperimentView, run: RunView): RunView | undefined {
  const iteration = iterations.find(({ studentRunId }) => studentRunId === run.runId);
  return iteration && runs.find(({ runId }) => runId === iteration.teacherRunId);
}
