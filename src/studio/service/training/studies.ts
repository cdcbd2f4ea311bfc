import { basename } from 'node:path';
import type { StudyRow } from '../../../catalog';
import type { JobView, ReadyStudy, StudyCellView, StudyEntry, StudyView } from '../../../contract';
import { studioError } from '../../../core/errors';
import type { Study } from '../../../core/study/definition';
import { fromStored } from '../../../core/study/stored';
import { writeWhole } from '../../../files/durable/write-whole';
import { measureRobustness } from '../../method/measuring/robustness';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import { discardUnfinished, removeExperiment } from '../../project/runs/remove-experiment';
import { checkStudy, runStudy } from '../../study/run-study';
import { lastModels } from '../../study/study-corrupted';
import { studyCsv } from '../../study/study-csv';
import { readyMadeStudies, studyContent, studyFile } from '../../study/study-file';
import { type StudyOutcome, studyOutcome } from '../../study/study-outcomes';
import { writeStudyPage } from '../../study/study-page';
import { os } from '../session/base';
import { placeFor } from '../session/export-target';
import { discarding, refuseActive } from '../session/loop-job';
import { measuringJob } from '../session/measuring-job';
import type { Studio } from '../session/studio';
import { failureIn } from './experiment-view';
import { askedStudy, planOf } from './study-plan';

export const studies = {
  list: os.studies.list.handler(({ context: { studio } }) =>
    studio.project.catalog.studies.list().map((row) => entryOf(studio.project, row)),
  ),
  get: os.studies.get.handler(({ context: { studio }, input }) =>
    viewOf(studio.project, studio.project.catalog.studies.get(input.studyId)),
  ),
  readyMade: os.studies.readyMade.handler(() => readyMadeStudies().map(readyStudy)),
  open: os.studies.open.handler(async ({ context, input }) => {
    const file = await context.studio.host.chooseFile(input);
    if (file === null) return null;
    return { file: basename(file), text: studyFile(file) };
  }),
  plan: os.studies.plan.handler(({ context: { studio }, input }) => planOf(studio, input)),
  start: os.studies.start.handler(({ context: { studio }, input: { name, ...question } }) => {
    const study = { ...askedStudy(studio.project, question).study, name };
    if (studio.project.catalog.studies.find(name)) throw studioError('study-exists', { name });
    return addStudyJob(studio, study);
  }),
  resume: os.studies.resume.handler(({ context: { studio }, input }) => {
    const { name, definition } = studio.project.catalog.studies.get(input.studyId);
    return addStudyJob(studio, fromStored(name, definition));
  }),
  measure: os.studies.measure.handler(({ context: { studio }, input: { studyId } }) => {
    const row = studio.project.catalog.studies.get(studyId);
    const runIds = lastModels(studio.project, row).map(({ id }) => id);
    return measuringJob(studio, {
      kind: 'robustness',
      subject: row.name,
      runIds,
      measure: measureRobustness,
    });
  }),
  remove: os.studies.remove.handler(({ context: { studio }, input: { studyId } }) => {
    const { project } = studio;
    const { catalog } = project;
    const { name } = catalog.studies.get(studyId);
    refuseActiveStudy(studio, name);
    const experiments = catalog.studies.cells(studyId).map(({ experimentId }) => experimentId);
    for (const id of experiments) refuseActive(studio, id);
    catalog.transaction(() => {
      for (const id of experiments) removeExperiment(project, id);
      catalog.studies.remove(studyId);
    });
    studio.news.changed('experiments', 'labelling', 'evaluations');
    return studio.addSweep(name);
  }),
  save: os.studies.save.handler(({ context: { studio }, input: { studyId, format, target } }) => {
    const row = studio.project.catalog.studies.get(studyId);
    const place = placeFor(target, studio.confirmed);
    return studio.addFilesJob({ kind: 'report', subject: row.name }, async (project, { tell, wrote }) => {
      tell(stageEvent('export', 'report'));
      const outcome = studyOutcome(project, row);
      wrote(
        await place((path) => (format === 'html' ? writeStudyPage(outcome, path) : writeCsv(outcome, path))),
      );
    });
  }),
};

async function writeCsv(outcome: StudyOutcome, path: string): Promise<string> {
  await writeWhole(path, studyCsv(outcome));
  return path;
}

function readyStudy(name: string): ReadyStudy {
  const { question } = studyContent(name) as { question?: string };
  return { name, question: question ?? null };
}

/** Puts a study into the engine's lane. Throws `study-active`, and whatever prevents an arm from starting. */
function addStudyJob(studio: Studio, study: Study): JobView {
  const { name } = study;
  checkStudy(studio.project, study);
  refuseActiveStudy(studio, name);
  return studio.addEngineJob({ kind: 'study', subject: name }, async (context) => {
    let current: number | null = null;
    const begins = (experimentId: number) => {
      current = experimentId;
      context.worksOn(experimentId);
      studio.news.changed('experiments');
    };
    // The screen already shows which run is being trained: a note for each of a hundred would hide what is worth knowing.
    const tell: typeof context.tell = (event) => {
      if (event.type !== 'note' || event.note.code !== 'study-cell') context.tell(event);
    };
    try {
      await runStudy({ ...context, tell }, study, {
        begins,
        ended: () => studio.news.changed('experiments'),
      });
    } catch (error) {
      if (context.signal.reason === discarding && current !== null)
        discardUnfinished(context.project, current);
      throw error;
    }
  });
}

/** Throws `study-active` if a study runs or waits. */
function refuseActiveStudy(studio: Studio, name: string): void {
  const jobs = studio.jobs.list();
  if (jobs.some((job) => job.kind === 'study' && job.subject === name && job.finishedAt === null))
    throw studioError('study-active', { name });
}

function entryOf({ catalog }: Project, { id, name, createdAt, definition }: StudyRow): StudyEntry {
  const { question, arms, seeds } = definition;
  const states = catalog.studies.cells(id).map(({ state }) => state);
  return {
    ...{ id, name, question, createdAt },
    runs: arms.length * seeds.length,
    done: states.filter((state) => state === 'done').length,
    failed: states.filter((state) => state === 'failed').length,
  };
}

function viewOf(project: Project, row: StudyRow): StudyView {
  const { study, cells, arms, sets, corrupted, secondsLeft } = studyOutcome(project, row);
  const { experiments, studies: stored } = project.catalog;
  const ids = new Map(
    stored.cells(row.id).map(({ arm, seed, experimentId }) => [`${seed} ${arm}`, experimentId]),
  );
  const cellView = (cell: StudyOutcome['cells'][number]): StudyCellView => {
    const experimentId = ids.get(`${cell.seed} ${cell.arm}`) ?? null;
    const failure = experimentId === null ? null : failureIn(experiments.get(experimentId));
    return { ...cell, experimentId, failure };
  };
  return {
    ...entryOf(project, row),
    ...{ seeds: study.seeds, baseline: study.baseline, arms, sets, corrupted, secondsLeft },
    cells: cells.map(cellView),
  };
}
