import type { Command } from 'commander';
import { recipeHelp } from '../../core/recipe';
import { recipeText } from '../../studio/project/recipes/recipe-file';
import { recipeFrom } from '../shared/options';
import { perform } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

export function addRecipe(program: Command): void {
  program
    .command('recipe')
    .argument('[preset or file]', 'the recipe to start from', 'quick-cpu')
    .option('-s, --set <setting=value>', 'change a setting', (value, all: string[]) => [...all, value], [])
    .option('--explain', 'list every setting with its range, the paper’s value and a sentence of help')
    .description('print a recipe as YAML, to edit and pass to --recipe')
    .action(async (recipe: string, options: { set: string[]; explain?: boolean }, self: Command) => {
      await perform(self, ({ output }) => {
        const resolved = recipeFrom({ recipe, set: options.set });
        output.result(
          { recipe: resolved },
          options.explain ? recipeHelp(resolved) : recipeText(resolved).trimEnd(),
        );
        return exitCodes.done;
      });
    });
}
