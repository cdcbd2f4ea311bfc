import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { PredictedView } from '../../../contract';
import { modelText } from '../../../core/vocabulary/models';
import { writtenFormat } from '../../export/labels';
import { exportPredictions, predictionsFormat } from '../../export/predictions';
import { refuseOtherFiles } from '../../method/predict/files-under';
import { predictFolder } from '../../method/predict/predict-folder';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import { experimentNameOf } from '../../project/runs/experiment-name';
import { newestFinishedRun } from '../../project/runs/newest';
import { modelNameOf } from '../../project/runs/run-model';
import { type KeptPrediction, shownPath } from '../pictures/predictions';
import { os } from '../session/base';
import { placeFor } from '../session/export-target';

/** How many of the files that could not be read are listed; the total is given too. */
const failedTold = 1000;

export const predict = {
  start: os.predict.start.handler(({ context: { studio }, input }) => {
    const paths = [...new Set(input.paths.map((path) => resolve(path)))];
    // Checked before a job fits the out-of-domain score for these files and replaces the kept predictions.
    refuseOtherFiles(paths);
    const run = newestFinishedRun(studio.project, input.runId);
    const subject = paths.length === 1 ? basename(paths[0]) : `${basename(paths[0])} …`;
    return studio.addEngineJob({ kind: 'predict', subject }, async (context) => {
      // Determined before the folders are read, because one may be renamed meanwhile.
      const folders = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
      const predicted = await predictFolder(context, run, paths);
      studio.predictions.keep({ runId: run.id, paths, folders }, predicted);
      studio.news.changed('predictions');
    });
  }),
  current: os.predict.current.handler(({ context: { studio } }) => {
    const kept = studio.predictions.current;
    return kept && viewOf(studio.project, kept);
  }),
  query: os.predict.query.handler(({ context: { studio }, input: { predictionId, order, ...filter } }) =>
    studio.predictions.get(predictionId).predicted.rows(filter, order),
  ),
  tiles: os.predict.tiles.handler(({ context: { studio }, input: { predictionId, rows } }) => {
    const kept = studio.predictions.get(predictionId);
    const { classIds, confidence, files } = kept.predicted.columns;
    return {
      classIds: rows.map((row) => classIds[row]),
      confidence: Float32Array.from(rows, (row) => confidence[row]),
      flagged: Uint8Array.from(rows, (row) => Number(kept.predicted.isFlagged(row))),
      names: Array.from(rows, (row) => shownPath(kept, files[row])),
    };
  }),
  export: os.predict.export.handler(({ context: { studio }, input }) => {
    const { predictionId, target, format, absolute, ...filter } = input;
    const kept = studio.predictions.get(predictionId);
    const rows = kept.predicted.rows(filter, 'found');
    const isFile = format === predictionsFormat || writtenFormat(format).writing.ending !== null;
    const place = placeFor(target, studio.confirmed, { mayBeEmptyFolder: !isFile });
    const request = { kind: 'export-predictions', subject: basename(target) } as const;
    return studio.addFilesJob(request, async (project, { signal, tell, wrote }) => {
      tell(stageEvent('export', 'exportPredictions'));
      const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
      const chosen = {
        predicted: kept.predicted,
        rows,
        nameOf: (id: number) => names.get(id) ?? '',
        classes: project.catalog.classes.active().map(({ name }) => name),
        model: modelTextOf(project, kept.runId),
      };
      const paths = absolute ? 'absolute' : 'relative';
      const write = async (path: string) => {
        const done = await exportPredictions(chosen, { format, target: path, paths, signal });
        for (const { path: at, note } of done.failed) tell({ type: 'note', note: { ...note, place: at } });
        return done.target;
      };
      wrote(await place(write));
    });
  }),
  forget: os.predict.forget.handler(({ context: { studio } }) => {
    studio.predictions.forget();
    studio.news.changed('predictions');
    return null;
  }),
};

/** "first try, Student 2"; only the model's name if its experiment was deleted since. */
function modelTextOf(project: Project, runId: number): string {
  const { model, experiment } = modelOf(project, runId);
  return [experiment, modelText(model)].filter(Boolean).join(', ');
}

function modelOf(project: Project, runId: number): Pick<PredictedView, 'model' | 'experiment'> {
  const run = project.catalog.runs.get(runId);
  return { model: modelNameOf(project, run), experiment: experimentNameOf(project, run) };
}

function viewOf(project: Project, kept: KeptPrediction): PredictedView {
  const { id, paths, folders, runId, predicted, finishedAt } = kept;
  const { ood, failed } = predicted;
  return {
    ...{ id, paths, runId, finishedAt, images: predicted.images },
    folders: folders.length === paths.length,
    ...modelOf(project, runId),
    classes: [...predicted.counts()]
      .map(([classId, images]) => ({ classId, images }))
      .sort((a, b) => b.images - a.images || a.classId - b.classId),
    ood: ood && { ...ood, flagged: predicted.flagged() },
    failed: failed.slice(0, failedTold).map(({ file, code, values }) => ({
      ...{ path: shownPath(kept, file), code, values },
    })),
    failedCount: failed.length,
  };
}
