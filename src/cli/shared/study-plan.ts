import { cellsOf, type Study } from '../../core/study/definition';
import type { StudyTime } from '../../core/study/work';
import { counted } from '../../core/words/counted';
import { durationText } from '../../core/words/duration';
import { note } from '../../core/words/notes';
import type { StudioContext } from '../../studio/project/context/context';
import type { Measurements } from '../../studio/service/kept/measurements';
import { begunStudy, checkStudy } from '../../studio/study/run-study';
import { measureStudy, studyTime } from '../../studio/study/study-time';
import { type ExitCode, exitCodes } from '../terminal/exit-codes';
import type { Output } from '../terminal/output';
import { type StudyTelling, tellBegun } from './study-run';

/** Reports how long a study takes that was not begun, if all of its kinds of work were measured before. */
export function tellTime({ project, tell }: StudioContext, study: Study, store: Measurements): void {
  if (begunStudy(project, study)) return;
  const { seconds, trained, shared } = studyTime(project, study, store);
  if (seconds === null) return;
  tell({ type: 'note', note: note('study-time', { trained, shared, time: durationText(seconds) }) });
}

/**
 * Prints what a study would run and how long that takes; for a study that was begun, prints and writes its progress. Trains nothing except
 * the few steps of each kind of work that are measured. Throws what starting the study would throw.
 */
export async function planStudy(
  context: StudioContext,
  output: Output,
  study: Study,
  { store, telling }: { readonly store: Measurements; readonly telling: StudyTelling },
): Promise<ExitCode> {
  const { project } = context;
  const row = begunStudy(project, study);
  // Showing the progress must not start a measurement.
  if (row) return tellBegun(context, output, { study, row, telling: { ...telling, corruptions: undefined } });
  checkStudy(project, study);
  await measureStudy(context, study, store);
  const time = studyTime(project, study, store);
  const cells = cellsOf(study);
  const arms = study.arms.map(({ name }) => name);
  const text = [
    `Study "${study.name}": ${counted(arms.length, 'arm')}, ${study.seeds.length === 1 ? 'seed' : 'seeds'} ${study.seeds.join(', ')}, ${counted(cells.length, 'run')}.`,
    ...arms.map((arm) => `  ${arm}${arm === study.baseline ? ' (baseline)' : ''}`),
    timeText(time),
  ];
  output.result(
    { study: study.name, arms, seeds: study.seeds, baseline: study.baseline, runs: cells.length, ...time },
    text.join('\n'),
  );
  return exitCodes.done;
}

function timeText({ trained, shared, seconds }: StudyTime): string {
  const models = `It trains ${counted(trained, 'model')}${shared > 0 ? `; ${shared} more ${shared === 1 ? 'is' : 'are'} shared` : ''}`;
  return seconds === null
    ? `${models}. Some of it does not fit into this machine’s memory.`
    : `${models}. That takes about ${durationText(seconds)} here.`;
}
