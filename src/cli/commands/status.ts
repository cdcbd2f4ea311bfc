import type { Command } from 'commander';
import { counted } from '../../core/words/counted';
import { projectStatus } from '../../studio/report/status';
import { exitCodes } from '../exit-codes';
import { experimentTable } from '../experiment-table';
import { table } from '../output';
import { withProject } from '../session';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what is in the project: images, classes, experiments')
    .action(async (_: unknown, self: Command) => {
      await withProject(self, ({ project, output }) => {
        const status = projectStatus(project);
        const rows = status.splits.map(({ split, usable, putAside }) => {
          return [split, usable.toLocaleString('en'), putAside.toLocaleString('en')];
        });
        const parts = [
          `${status.folder}: ${counted(status.classes.length, 'class', 'classes')}${status.classes.length ? ` (${status.classes.map(({ name }) => name).join(', ')})` : ''}`,
          rows.length
            ? table(['split', 'usable', 'put aside'], rows)
            : 'No images yet: "noisy-studio import <folder>" adds some.',
          ...status.experiments.map(experimentTable),
        ];
        output.result({ ...status }, parts.join('\n\n'));
        return exitCodes.done;
      });
    });
}
