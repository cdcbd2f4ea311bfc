import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import { counted } from '../../core/words/counted';
import { person } from '../../studio/project/context/person';
import { choosesNone, chosenImages, type ImageChoice, withImageChoice } from '../shared/chosen-images';
import { withProjectIf } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

interface ExcludeOptions extends ImageChoice {
  readonly undo?: boolean;
}

/** The command `exclude`: excludes images from everything, and lists the ones that a person excluded. */
export function addExclude(program: Command): void {
  const command = program
    .command('exclude')
    .argument('[files...]', 'images to exclude; if left out, those that the options below choose')
    .option('--undo', 'use the images again');
  withImageChoice(command)
    .description(
      'exclude images and their copies from training, labelling and measuring, or list those that are; files stay as they are',
    )
    .action(async (files: string[], options: ExcludeOptions, self: Command) => {
      const changes = options.undo === true || !choosesNone(files, options);
      await withProjectIf(changes, self, ({ project, output }) => {
        const { catalog } = project;
        const ids = chosenImages(project, files, options, 'all');
        if (ids === null) {
          if (options.undo) throw studioError('nothing-to-decide', {});
          const images = catalog.images.byIds(catalog.exclusions.ids()).map(({ file }) => file);
          output.result({ images }, images.length > 0 ? images.join('\n') : 'No image is excluded.');
          return exitCodes.done;
        }
        const excluded = !options.undo;
        const changed = catalog.labelSteps.exclude(ids, excluded, person());
        output.result(
          { images: ids.length, changed },
          `${counted(changed, 'image')} ${excluded ? 'excluded' : 'used again'}`,
        );
        return exitCodes.done;
      });
    });
}
