import { type StudioError, studioError } from '../../../core/errors';

/** Errors of the system when reading a file, by their codes. */
const known = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EACCES: 'file-permission',
  EPERM: 'file-permission',
  EISDIR: 'file-is-folder',
  ELOOP: 'file-link-loop',
  ENAMETOOLONG: 'name-too-long',
  EMFILE: 'too-many-open-files',
  ENFILE: 'too-many-open-files',
  EIO: 'file-disk-error',
  ERR_FS_FILE_TOO_LARGE: 'image-too-large',
} as const;

const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);

/** A failed system call as a clear error; null for any other error. */
export function fileError(error: unknown): StudioError | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code !== 'string' || !/^E[A-Z]/.test(code)) return null;
  return isKnown(code)
    ? studioError(known[code], {}, { cause: error })
    : studioError('file-unreadable', { reason: code }, { cause: error });
}
