import { basename } from 'node:path';
import { exportModel, modelTarget } from '../../export/export-model';
import { labelRows } from '../../export/label-rows';
import { exportLabels, writtenFormat } from '../../export/labels';
import { writtenFormats } from '../../lists/table';
import { stageEvent } from '../../project/context/stage-event';
import { newestFinishedRun } from '../../project/runs/newest';
import { writeReport } from '../../report/write-report';
import { os } from '../session/base';
import { placeFor } from '../session/export-target';

export const exporting = {
  preview: os.export.preview.handler(({ context }) => {
    const { catalog } = context.studio.project;
    return catalog.labelSources.count(catalog.selections.latest()?.id ?? null);
  }),
  formats: os.export.formats.handler(() =>
    writtenFormats.map(({ name, words, writing: { ending, copies, unlabelled, marks = false } }) => ({
      ...{ name, words, ending, copies, unlabelled, marks },
    })),
  ),
  labels: os.export.labels.handler(({ context: { studio }, input }) => {
    const { target, format, absolute, ...choice } = input;
    const mayBeEmptyFolder = writtenFormat(format).writing.ending === null;
    const place = placeFor(target, studio.confirmed, { mayBeEmptyFolder });
    const request = { kind: 'export-labels', subject: basename(target) } as const;
    return studio.addFilesJob(request, async (project, { signal, tell, wrote }) => {
      tell(stageEvent('export', 'exportLabels'));
      const paths = absolute ? 'absolute' : 'relative';
      const write = async (path: string) => {
        const rows = labelRows(project, choice, (note) => tell({ type: 'note', note }));
        const result = await exportLabels(rows, {
          ...{ format, target: path, paths, signal, marks: choice.marks },
          classes: project.catalog.classes.active().map(({ name }) => name),
        });
        for (const { path: at, note } of result.failed) tell({ type: 'note', note: { ...note, place: at } });
        return result.target;
      };
      wrote(await place(write));
    });
  }),
  model: os.export.model.handler(({ context: { studio }, input: { runId, format, target: wanted } }) => {
    const run = newestFinishedRun(studio.project, runId);
    const target = modelTarget(format, wanted);
    const place = placeFor(target, studio.confirmed);
    return studio.addEngineJob({ kind: 'export-model', subject: basename(target) }, async (context) => {
      context.wrote(await place((path) => exportModel(context, run, { format, target: path })));
    });
  }),
  report: os.export.report.handler(({ context: { studio }, input: { target, experimentId } }) => {
    const { name } = studio.project.catalog.experiments.get(experimentId);
    const place = placeFor(target, studio.confirmed);
    return studio.addFilesJob({ kind: 'report', subject: name }, async (project, { tell, wrote }) => {
      tell(stageEvent('export', 'report'));
      wrote(await place((path) => writeReport(project, experimentId, path)));
    });
  }),
};
