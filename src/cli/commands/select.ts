import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import { applySettings } from '../../core/recipe';
import { type ClassThreshold, withThreshold } from '../../core/selection';
import { thresholdNotes } from '../../core/sentences/class-thresholds';
import { expectedRightSentences } from '../../core/sentences/expected-right';
import { fractionText } from '../../core/words/shares';
import { listedClasses } from '../../studio/labelling/rule/listed-classes';
import { recipeRule, ruleFor } from '../../studio/labelling/rule/rule';
import { withThresholdsFor } from '../../studio/labelling/trust/class-thresholds';
import { selectPool } from '../../studio/method/pool/select-pool';
import type { Project } from '../../studio/project/folder/project';
import { newestLabelling } from '../../studio/project/runs/newest';
import { recipeOf } from '../../studio/project/runs/run-model';
import { settingPairs, wholeNumber } from '../shared/options';
import { withProject } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

interface SelectOptions {
  readonly labelling?: number;
  readonly set: readonly string[];
  readonly classThreshold: readonly string[];
}

export function addSelect(program: Command): void {
  program
    .command('select')
    .option('--labelling <number>', 'which labelling (if left out, the newest)', wholeNumber)
    .option(
      '-s, --set <setting=value>',
      'change a setting, such as selection.threshold=0.5',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option(
      '--class-threshold <class=confidence>',
      'require more confidence of one class, such as Shirt=0.8; may be repeated',
      (value, all: string[]) => [...all, value],
      [],
    )
    .description('filter, flag and balance pseudo-labels: what a student would learn from')
    .action(async (options: SelectOptions, self: Command) => {
      await withProject(self, async ({ project, output }) => {
        const tell = (event: Parameters<typeof output.event>[0]) => output.event(event);
        const newest = newestLabelling(project, options.labelling);
        const teacher = project.catalog.runs.get(newest.runId);
        const recipe = applySettings(recipeOf(teacher), settingPairs(options.set));
        const labelling = await withThresholdsFor(project, newest, recipe.selection);
        const fitted = labelling.settings?.classThresholds;
        if (fitted && labelling !== newest)
          for (const each of thresholdNotes(fitted, project.catalog.classes.list()))
            tell({ type: 'note', note: each });
        // A person's choice in the review applies, unless this command overrides it.
        const chosen =
          options.set.length > 0 ? recipeRule(labelling, recipe) : ruleFor(project, labelling, recipe);
        const classThresholds = withGiven(project, chosen.classThresholds, options.classThreshold);
        const rule = { ...chosen, classThresholds };
        const selection = await selectPool(
          { project, tell },
          labelling,
          rule,
          teacher.seed,
          labelling.iterationId,
        );
        const summary = selection.summary;
        const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
        const differs = classThresholds.length > 0;
        const rows = listedClasses(project.catalog, summary.perClass).map((entry) => [
          names.get(entry.classId) ?? '?',
          ...(differs ? [fractionText(entry.threshold ?? rule.selection.threshold)] : []),
          ...[entry.available, entry.kept, entry.copies, entry.short].map((n) => n.toLocaleString('en')),
        ]);
        const states = Object.entries(summary.states).map(
          ([state, n]) => `${n.toLocaleString('en')} ${state}`,
        );
        // If no label is kept, there is nothing to estimate.
        const right = summary.states.kept > 0 ? expectedRightSentences(summary.trust ?? null) : [];
        const text = `${table(['class', ...(differs ? ['at least'] : []), 'passed', 'kept', 'with copies', 'short'], rows)}\n\n${states.join(', ')}; quota ${summary.quota.toLocaleString('en')} a class${right.length > 0 ? `\n\n${right.join('\n')}` : ''}`;
        output.result({ selection: selection.id, labelling: labelling.id, ...summary }, text);
        return exitCodes.done;
      });
    });
}

/**
 * The thresholds of classes, with those that the command line sets for some. Throws `class-not-there`,
 * `threshold-shape`.
 */
function withGiven(
  { catalog }: Project,
  asked: readonly ClassThreshold[],
  given: readonly string[],
): readonly ClassThreshold[] {
  const byName = catalog.classes.byName();
  return settingPairs(given).reduce<readonly ClassThreshold[]>((all, [name, value]) => {
    const classId = byName.get(name);
    if (classId === undefined) throw studioError('class-not-there', { name });
    const threshold = Number(value);
    if (value === '' || !(threshold >= 0 && threshold <= 1)) throw studioError('threshold-shape', { value });
    return withThreshold(all, classId, threshold);
  }, asked);
}
