import { type ErrorCode, type ErrorValues, errorSentence, hasWords } from '../words/errors';
import type { systemErrors } from '../words/errors/system';
import { systemReasons } from '../words/system-reasons';
import type { Values } from '../words/template';

/**
 * An error that a person can act on: `code` is stable, `values` are the facts, and each user interface makes its own sentence of the two
 * (`words/errors`). `message` is the English sentence of the command line: the thing, the value seen, what to do about it.
 */
export class StudioError extends Error {
  readonly code: string;
  readonly values: Values;

  /**
   * A message in place of values is for an error that only a programmer can fix, which has no other sentence. Other errors are made by
   * `studioError`.
   */
  constructor(code: string, told: Values | string, options?: ErrorOptions) {
    super(typeof told === 'string' ? told : errorSentence(code as ErrorCode, told, 'cli'), options);
    this.name = 'StudioError';
    this.code = code;
    this.values = typeof told === 'string' ? {} : told;
  }

  /** Restores an error reported by another process. */
  static from({ code, message, values }: Failure): StudioError {
    return new StudioError(code, hasWords(code) && values ? values : message);
  }
}

/** The error of `code` with the values that its sentences need. */
export function studioError<C extends ErrorCode>(
  code: C,
  values: ErrorValues<C>,
  options?: ErrorOptions,
): StudioError {
  return new StudioError(code, values, options);
}

/** An error as it travels between processes and into the catalog. */
export interface Failure {
  readonly code: string;
  /** The command line's English sentence. */
  readonly message: string;
  /** The values for the placeholders of its sentences; missing where the code has no sentence of its own. */
  readonly values?: Values;
}

/** The studio's code for each system error code that means a refusal to read or write on which a person can act. */
const refusals: Readonly<Record<string, keyof typeof systemErrors>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-share',
  EROFS: 'read-only',
  EACCES: 'no-permission',
  EFBIG: 'file-too-large',
  EIO: 'disk-failing',
};

/**
 * A refusal by the system as an error that a person can act on; null for other errors. `place` is the file to name if the error is about an
 * open file.
 */
export function refusalOf(error: unknown, place?: string): StudioError | null {
  if (!(error instanceof Error) || error instanceof StudioError) return null;
  // A copy or rename names two files: the destination is the one that was refused.
  const { code, path, dest } = error as Error & { code?: unknown; path?: unknown; dest?: unknown };
  const refusing = place ?? dest ?? path;
  const known = typeof code === 'string' ? refusals[code] : undefined;
  if (!known) return null;
  return studioError(known, { path: typeof refusing === 'string' ? refusing : 'A file' }, { cause: error });
}

/** Any other refusal by the system, about the file that the error names; null for other errors. */
function otherRefusal(error: unknown): StudioError | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined || !Object.hasOwn(systemReasons, code)) return null;
  return studioError('file-refused', { path, reason: systemReasons[code] }, { cause: error });
}

/**
 * The failure for anything thrown: a StudioError as it is, a system error in words, anything else with the
 * code `otherwise`.
 */
export function failureOf(error: unknown, otherwise = 'failed'): Failure {
  const known = error instanceof StudioError ? error : (refusalOf(error) ?? otherRefusal(error));
  if (!known) return { code: otherwise, message: error instanceof Error ? error.message : String(error) };
  const { code, message, values } = known;
  return hasWords(code) ? { code, message, values } : { code, message };
}

/** The sentence to show for anything that was thrown, as the command line says it. */
export function messageOf(error: unknown): string {
  return failureOf(error).message;
}

/** The code for anything that was thrown: a StudioError's own, one for what the system refused, else `otherwise`. */
export function codeOf(error: unknown, otherwise = 'failed'): string {
  return failureOf(error, otherwise).code;
}
