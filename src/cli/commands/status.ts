import type { Command } from 'commander';
import { counted } from '../../core/words/counted';
import { projectStatus } from '../../studio/report/experiment/status';
import { withProjectToView } from '../shared/session';
import { experimentTable } from '../tables/experiment-table';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('show the project’s images, classes and experiments')
    .action(async (_: unknown, self: Command) => {
      await withProjectToView(self, ({ project, output }) => {
        const status = projectStatus(project);
        const rows = status.splits.map(({ split, usable, putAside }) => {
          return [split, usable.toLocaleString('en'), putAside.toLocaleString('en')];
        });
        const parts = [
          `${status.folder}: ${counted(status.classes.length, 'class', 'classes')}${some(status.classes)}`,
          rows.length
            ? table(['split', 'usable', 'set aside'], rows)
            : 'No images yet: "noisy-studio import <folder>" adds some.',
          ...status.experiments.map(experimentTable),
        ];
        output.result({ ...status }, parts.join('\n\n'));
        return exitCodes.done;
      });
    });
}

/** The number of classes that are named. */
const named = 10;

function some(classes: readonly { readonly name: string }[]): string {
  if (classes.length === 0) return '';
  const names = classes.slice(0, named).map(({ name }) => name);
  const more = classes.length - names.length;
  if (more === 0) return ` (${names.join(', ')})`;
  return ` (${names.join(', ')} and ${more.toLocaleString('en')} more; "noisy-studio classes" lists them)`;
}
