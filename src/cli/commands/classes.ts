import type { Command } from 'commander';
import { className, type ImageClass } from '../../catalog';
import { studioError } from '../../core/errors';
import { counted } from '../../core/words/counted';
import { person } from '../../studio/project/context/person';
import type { Project } from '../../studio/project/folder/project';
import { projectStatus } from '../../studio/report/experiment/status';
import { withProject, withProjectToView } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { shown, table } from '../terminal/output';

/** The command `classes`: does what the list of classes on the Data screen does. */
export function addClasses(program: Command): void {
  const command = program
    .command('classes')
    .description('list, add, rename, merge or delete classes; image files stay as they are');
  command
    .command('list', { isDefault: true })
    .description('list every class with its usable images')
    .action((_: unknown, self: Command) =>
      withProjectToView(self, ({ project, output }) => {
        const { classes } = projectStatus(project);
        const rows = classes.map(({ name, images }) => [shown(name), images.toLocaleString('en')]);
        const text = rows.length > 0 ? table(['class', 'images'], rows) : 'No classes yet.';
        output.result({ classes }, text);
        return exitCodes.done;
      }),
    );
  command
    .command('add')
    .argument('<names...>', 'classes that no image has yet')
    .description('add classes; those that exist already are ignored')
    .action((names: string[], _: unknown, self: Command) =>
      changed(self, ({ catalog: { classes } }) => {
        const before = classes.list().length;
        classes.ensure(names);
        const added = classes.list().length - before;
        return [{ added }, `Added ${counted(added, 'class', 'classes')}.`];
      }),
    );
  command
    .command('rename')
    .argument('<class>', 'its name')
    .argument('<name>', 'its new name')
    .description('give a class another name')
    .action((from: string, to: string, _: unknown, self: Command) =>
      changed(self, ({ catalog }) => {
        const { id } = named(catalog.classes.active(), from);
        catalog.classes.update(id, { name: to });
        const { name } = catalog.classes.list().find((each) => each.id === id) as ImageClass;
        return [{ id, name }, `The class is called ${shown(name)} now.`];
      }),
    );
  command
    .command('merge')
    .argument('<class>', 'the class to merge')
    .argument('<into>', 'the class that its images get')
    .description('merge a class into another; only a backup undoes this ("noisy-studio restore")')
    .action((from: string, to: string, _: unknown, self: Command) =>
      changed(self, ({ catalog }) => {
        const active = catalog.classes.active();
        const [{ id, name }, into] = [named(active, from), named(active, to)];
        const images = catalog.classes.merge(id, into.id, person());
        return [
          { id, into: into.id, changed: images },
          `${shown(name)} is a part of ${shown(into.name)} now: ${counted(images, 'image')} changed.`,
        ];
      }),
    );
  command
    .command('delete')
    .argument('<class>', 'its name')
    .description('delete a class that no image has and no model was trained with')
    .action((from: string, _: unknown, self: Command) =>
      changed(self, ({ catalog }) => {
        const { id, name } = named(catalog.classes.active(), from);
        catalog.classes.remove(id);
        return [{ id, name }, `Deleted the class ${shown(name)}.`];
      }),
    );
}

/** Runs a command that changes classes, and reports the result for programs and for people. */
function changed(
  self: Command,
  work: (project: Project) => [Record<string, unknown>, string],
): Promise<void> {
  return withProject(self, ({ project, output }) => {
    project.refuseReadOnly();
    output.result(...work(project));
    return exitCodes.done;
  });
}

/** The class of this name, as names are stored. Throws `unknown-class-name`. */
function named(classes: readonly ImageClass[], name: string): ImageClass {
  const found = classes.find((each) => each.name === className(name));
  if (!found) throw studioError('unknown-class-name', { name });
  return found;
}
