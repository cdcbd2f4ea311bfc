import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import { withProject } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('make a backup of the catalog now (the studio also makes them while you work)')
    .action(async (_: unknown, self: Command) => {
      await withProject(self, async ({ project, output }) => {
        project.refuseReadOnly();
        const backup = await project.backups?.make('hand');
        if (!backup) throw studioError('disk-full', { path: project.folder });
        output.result({ ...backup }, `Made the backup ${backup.name}`);
        return exitCodes.done;
      });
    });
}
