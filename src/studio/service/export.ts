import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { studioError } from '../../core/errors';
import { exportModel, modelTarget } from '../export/export-model';
import { labelRows } from '../export/label-rows';
import { exportLabels, writtenFormat } from '../export/labels';
import { writtenFormats } from '../lists/table';
import { newestFinishedRun } from '../project/newest';
import { stageEvent } from '../project/stage-event';
import { writeReport } from '../report/write-report';
import { os } from './base';

export const exporting = {
  preview: os.export.preview.handler(({ context }) => {
    const { catalog } = context.studio.project;
    return catalog.labelSources.count(catalog.selections.latest()?.id ?? null);
  }),
  formats: os.export.formats.handler(() =>
    writtenFormats.map(({ name, words, writing: { ending, copies, unlabelled } }) => ({
      ...{ name, words, ending, copies, unlabelled },
    })),
  ),
  labels: os.export.labels.handler(({ context: { studio }, input }) => {
    const { target, format, absolute, ...choice } = input;
    refuseExisting(target, writtenFormat(format).writing.ending === null);
    const request = { kind: 'export-labels', subject: basename(target) } as const;
    return studio.addFilesJob(request, async (project, { signal, tell, wrote }) => {
      tell(stageEvent('export', 'exportLabels'));
      const paths = absolute ? 'absolute' : 'relative';
      const result = await exportLabels(labelRows(project, choice), {
        ...{ format, target, paths, signal },
        classes: project.catalog.classes.active().map(({ name }) => name),
      });
      for (const { path, note } of result.failed) tell({ type: 'note', note: { ...note, place: path } });
      wrote(result.target);
    });
  }),
  model: os.export.model.handler(({ context: { studio }, input: { runId, format, target: wanted } }) => {
    const run = newestFinishedRun(studio.project, runId);
    const target = modelTarget(format, wanted);
    refuseExisting(target);
    return studio.addEngineJob({ kind: 'export-model', subject: basename(target) }, async (context) => {
      context.wrote(await exportModel(context, run, { format, target }));
    });
  }),
  report: os.export.report.handler(({ context: { studio }, input: { target, experimentId } }) => {
    const { name } = studio.project.catalog.experiments.get(experimentId);
    refuseExisting(target);
    return studio.addFilesJob({ kind: 'report', subject: name }, async (project, { tell, wrote }) => {
      tell(stageEvent('export', 'report'));
      wrote(await writeReport(project, experimentId, target));
    });
  }),
};

/** Said before a job starts, not by one that fails after it. An empty folder may be filled where one is written. */
function refuseExisting(target: string, mayBeEmptyFolder = false): void {
  if (!existsSync(target)) return;
  if (mayBeEmptyFolder && statSync(target).isDirectory() && readdirSync(target).length === 0) return;
  throw studioError('export-target-exists', { path: target });
}
