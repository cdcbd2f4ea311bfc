import type { Command } from 'commander';
import { applySettings } from '../../core/recipe';
import { expectedRightSentences } from '../../core/words/expected-right';
import { recipeRule, ruleFor } from '../../studio/labelling/rule';
import { selectPool } from '../../studio/method/select-pool';
import { newestLabelling } from '../../studio/project/newest';
import { recipeOf } from '../../studio/project/run-model';
import { exitCodes } from '../exit-codes';
import { settingPairs, wholeNumber } from '../options';
import { table } from '../output';
import { withProject } from '../session';

interface SelectOptions {
  readonly labelling?: number;
  readonly set: readonly string[];
}

export function addSelect(program: Command): void {
  program
    .command('select')
    .option('--labelling <number>', 'which labelling (the newest if left out)', wholeNumber)
    .option(
      '-s, --set <setting=value>',
      'change a setting, such as selection.threshold=0.5',
      (value, all: string[]) => [...all, value],
      [],
    )
    .description('filter, flag and balance pseudo-labels: what a student would learn from')
    .action(async (options: SelectOptions, self: Command) => {
      await withProject(self, async ({ project, output }) => {
        const labelling = newestLabelling(project, options.labelling);
        const teacher = project.catalog.runs.get(labelling.runId);
        const recipe = applySettings(recipeOf(teacher), settingPairs(options.set));
        // A person's choice in the review holds, unless this command overrides it.
        const rule =
          options.set.length > 0 ? recipeRule(labelling, recipe) : ruleFor(project, labelling, recipe);
        const tell = (event: Parameters<typeof output.event>[0]) => output.event(event);
        const selection = await selectPool(
          { project, tell },
          labelling,
          rule,
          teacher.seed,
          labelling.iterationId,
        );
        const summary = selection.summary;
        const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
        const rows = summary.perClass.map((entry) => [
          names.get(entry.classId) ?? '?',
          ...[entry.available, entry.kept, entry.copies, entry.short].map((n) => n.toLocaleString('en')),
        ]);
        const states = Object.entries(summary.states).map(
          ([state, n]) => `${n.toLocaleString('en')} ${state}`,
        );
        // Without kept labels there is nothing to estimate.
        const right = summary.states.kept > 0 ? expectedRightSentences(summary.trust ?? null) : [];
        const text = `${table(['class', 'passed', 'kept', 'with copies', 'short'], rows)}\n\n${states.join(', ')}; quota ${summary.quota.toLocaleString('en')} a class${right.length > 0 ? `\n\n${right.join('\n')}` : ''}`;
        output.result({ selection: selection.id, labelling: labelling.id, ...summary }, text);
        return exitCodes.done;
      });
    });
}
