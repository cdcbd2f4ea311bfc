import { basename } from 'node:path';
import { exportLabels } from '../export/labels';
import { exportSavedModelOf } from '../export-model';
import { labelRows } from '../label-rows';
import { newestFinishedRun } from '../newest';
import { writeReport } from '../write-report';
import { os } from './base';

export const exporting = {
  preview: os.export.preview.handler(({ context, input }) => {
    const counts = { import: 0, person: 0, review: 0, 'pseudo-label': 0, none: 0 };
    for (const { source } of labelRows(context.studio.project, input)) counts[source.kind]++;
    return counts;
  }),
  labels: os.export.labels.handler(({ context: { studio }, input }) => {
    const { target, format, absolute, ...choice } = input;
    const request = { kind: 'export-labels', subject: basename(target) } as const;
    return studio.addFilesJob(request, async (project, { signal, tell, wrote }) => {
      tell({ type: 'stage', stage: 'export', text: 'Write labels' });
      const paths = absolute ? 'absolute' : 'relative';
      const result = await exportLabels(labelRows(project, choice), { format, target, paths, signal });
      for (const { path, reason } of result.failed) tell({ type: 'note', text: `${path}: ${reason}` });
      wrote(result.target);
    });
  }),
  model: os.export.model.handler(({ context: { studio }, input: { target, runId } }) => {
    const run = newestFinishedRun(studio.project, runId);
    return studio.addEngineJob({ kind: 'export-model', subject: basename(target) }, async (context) => {
      context.wrote(await exportSavedModelOf(context, run, target));
    });
  }),
  report: os.export.report.handler(({ context: { studio }, input: { target, experimentId } }) => {
    const { name } = studio.project.catalog.experiments.get(experimentId);
    return studio.addFilesJob({ kind: 'report', subject: name }, async (project, { tell, wrote }) => {
      tell({ type: 'stage', stage: 'export', text: 'Write the report' });
      wrote(await writeReport(project, experimentId, target));
    });
  }),
};
