import type { Command } from 'commander';
import { createProject } from '../../studio/project/project';
import { exitCodes } from '../exit-codes';
import { perform } from '../session';

export function addInit(program: Command): void {
  program
    .command('init')
    .argument('[folder]', 'the project’s folder; it is made', '.')
    .option('--name <name>', 'what the project is called (the folder’s name if left out)')
    .description('make a project')
    .action(async (folder: string, options: { name?: string }, command: Command) => {
      await perform(command, ({ output }) => {
        const project = createProject(folder, { name: options.name });
        const path = project.folder;
        project.close();
        output.result({ folder: path }, `Made the project ${path}`);
        return exitCodes.done;
      });
    });
}
