import type { ErrorCode } from '../../core/words/errors';

/** The exit codes of the command; documented in the README and in `noisy-studio --help`. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /**
   * Done, but some input was excluded (quarantined files, wrong labels) or some runs of a study failed; the
   * output names each.
   */
  partial: 3,
  /** The loop waits for a person's review; `resume` continues. */
  review: 4,
  /** Cancelled by Ctrl-C, SIGTERM or the end of its terminal; `resume` continues. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeHelp = `
Exit codes:
  0    done
  1    an error stopped the command; its message says what to do
  2    wrong usage: an unknown option, a setting out of range
  3    done, but some input was set aside, or some runs of a study failed; each is
       named with its reason
  4    the loop waits for a review ("run --review"); "resume" continues it
  130  cancelled (Ctrl-C); "resume" continues, a second Ctrl-C stops at once`;

/** Errors in the command line, as opposed to errors found during the work. */
const usageErrors: ReadonlySet<string> = new Set<ErrorCode>([
  'bad-recipe',
  'recipe-empty',
  'recipe-unreadable',
  'set-shape',
  'study-arm',
  'study-file',
  'study-text',
  'study-unreadable',
  'truth-shape',
  'truth-unreadable',
  'unknown-encoding',
  'unknown-entry',
  'unknown-preset',
  'unknown-preset-near',
  'unknown-setting',
  'unknown-setting-near',
]);

export function exitCodeOf(code: string): ExitCode {
  if (code === 'cancelled') return exitCodes.cancelled;
  return usageErrors.has(code) ? exitCodes.usage : exitCodes.failed;
}
