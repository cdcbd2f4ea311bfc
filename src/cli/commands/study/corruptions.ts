import type { Command } from 'commander';
import type { Severity } from '../../../core/corruptions/corruption';
import { type CorruptionName, corruptionNames } from '../../../core/corruptions/table';
import type { Corruptions } from '../../../studio/method/measuring/robustness';
import { namesOf } from '../../shared/options';
import { severityList } from '../evaluate/robustness';

/** The options for measuring a study under corruption once its runs are done. */
export interface CorruptedFlags {
  readonly robustness?: boolean;
  readonly corruptions?: CorruptionName[];
  readonly severities?: Severity[];
}

export function withCorruptedOptions(command: Command): Command {
  return command
    .option('--robustness', 'measure every last model on corrupted test images as well')
    .option(
      '--corruptions <names>',
      'with --robustness: only these corruptions, such as "fog,snow"',
      (text) => namesOf(text, corruptionNames),
    )
    .option(
      '--severities <levels>',
      'with --robustness: only these severities, such as "1,3,5"',
      severityList,
    );
}

export function refuseStrayCorrupted(flags: CorruptedFlags, self: Command): void {
  const stray = (['corruptions', 'severities'] as const).find((name) => flags[name] !== undefined);
  if (!flags.robustness && stray) self.error(`error: --${stray} says something with --robustness alone.`);
}

/** The corruptions that were asked for; undefined if none were. */
export const corruptionsOf = ({
  robustness,
  corruptions,
  severities,
}: CorruptedFlags): Corruptions | undefined => (robustness ? { corruptions, severities } : undefined);
