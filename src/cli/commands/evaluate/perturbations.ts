import type { Command } from 'commander';
import { defaultImages } from '../../../core/perturbations/change';
import { type PerturbationName, perturbationNames } from '../../../core/perturbations/table';
import { measurePerturbations } from '../../../studio/method/measuring/perturbations';
import { checkComparable, comparable } from '../../../studio/method/measuring/robustness';
import { newestFinishedRun } from '../../../studio/project/runs/newest';
import { chosenModel } from '../../shared/chosen-model';
import { type ModelChoice, namesOf } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { perturbationData, perturbationText } from '../../tables/perturbation-table';
import { exitCodes } from '../../terminal/exit-codes';

export interface PerturbationOptions {
  /** `true` means all. */
  readonly perturbations?: true | PerturbationName[];
  readonly baseline?: number;
  readonly images?: number;
}

export function withPerturbationOptions(command: Command): Command {
  return command.option(
    '--perturbations [names]',
    'measure how often its answer flips while test images change little by little (docs/robustness.md); perturbations separated by commas (if left out, all)',
    (text) => namesOf(text, perturbationNames),
  );
}

/** Measures a model, and a baseline if one is named, on sequences of test images. */
export async function evaluatePerturbations(
  { perturbations, images, ...options }: PerturbationOptions & ModelChoice,
  self: Command,
): Promise<void> {
  await withStudio(self, async (context, output) => {
    const base = options.baseline === undefined ? null : newestFinishedRun(context.project, options.baseline);
    const { run, told } = chosenModel(context, options);
    if (base) checkComparable(context, run, base, images ?? defaultImages);
    const asked = { images, perturbations: perturbations === true ? undefined : perturbations };
    const measured = await measurePerturbations(context, run, asked);
    const baseline = base && comparable(measured, await measurePerturbations(context, base, asked));
    output.result({ ...told, ...perturbationData(measured, baseline) }, perturbationText(measured, baseline));
    return exitCodes.done;
  });
}
