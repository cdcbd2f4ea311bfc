import { type Command, InvalidArgumentError } from 'commander';
import {
  type AttackName,
  attackNames,
  defaultEpsilons,
  defaultImages,
  defaultSteps,
} from '../../../core/adversarial/strength';
import { defaultImages as sequencedImages } from '../../../core/perturbations/change';
import { measureAttacks } from '../../../studio/method/measuring/attack';
import { chosenModel } from '../../shared/chosen-model';
import { itemsOf, type ModelChoice, namesOf, wholeFromOne } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { attackData, attackText } from '../../tables/attack-table';
import { exitCodes } from '../../terminal/exit-codes';

export interface AttackOptions {
  readonly adversarial?: boolean;
  readonly attack?: AttackName[];
  readonly epsilons?: number[];
  readonly steps?: number;
  readonly images?: number;
}

export function withAttackOptions(command: Command): Command {
  return command
    .option('--adversarial', 'measure its accuracy on attacked test images (docs/robustness.md)')
    .option(
      '--attack <names>',
      'with --adversarial: fgsm, pgd or both, separated by commas (if left out, both)',
      (text) => namesOf(text, attackNames),
    )
    .option(
      '--epsilons <levels>',
      `with --adversarial: largest changes of a pixel, out of 255 (if left out, ${defaultEpsilons.join(',')})`,
      epsilonList,
    )
    .option(
      '--steps <number>',
      `with --adversarial: steps of PGD (${defaultSteps} if left out)`,
      wholeFromOne,
    )
    .option(
      '--images <number>',
      `with --robustness, --perturbations or --adversarial: how many images at most (if left out, all, ${sequencedImages.toLocaleString('en')} and ${defaultImages.toLocaleString('en')})`,
      wholeFromOne,
    );
}

/** Measures a model on attacked test images. */
export async function evaluateAttacks(options: AttackOptions & ModelChoice, self: Command): Promise<void> {
  await withStudio(self, async (context, output) => {
    const { run, told } = chosenModel(context, options);
    const { attack: attacks, ...rest } = options;
    const measured = await measureAttacks(context, run, { ...rest, attacks });
    output.result({ ...told, ...attackData(measured) }, attackText(measured));
    return exitCodes.done;
  });
}

/** The options that apply only with `--adversarial`. */
export const attackOptions = ['attack', 'epsilons', 'steps'] as const;

/** Reads "0.5,1,2" as numbers. */
function epsilonList(text: string): number[] {
  return itemsOf(text).map((level) => {
    const value = Number(level);
    if (!(value >= 0 && value <= 255))
      throw new InvalidArgumentError(`"${level}" is no number from 0 to 255, such as 2 for 2/255.`);
    return value;
  });
}
