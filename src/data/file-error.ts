import { StudioError } from '../core/errors';

const sentences: Record<string, readonly [code: string, sentence: string]> = {
  ENOENT: ['vanished', 'There is no such file.'],
  ENOTDIR: ['vanished', 'There is no such file.'],
  EACCES: ['no-permission', 'You are not allowed to read the file; change its permissions.'],
  EPERM: ['no-permission', 'You are not allowed to read the file; change its permissions.'],
  EISDIR: ['not-a-file', 'This is a folder, not an image file.'],
  ELOOP: ['link-loop', 'The link points back to itself.'],
  ENAMETOOLONG: ['name-too-long', 'The file’s name is too long for the file system.'],
  EMFILE: ['too-many-open-files', 'Too many files are open at once; try again.'],
  ENFILE: ['too-many-open-files', 'Too many files are open at once; try again.'],
  EIO: ['unreadable', 'The disk reports an error while reading the file.'],
  ERR_FS_FILE_TOO_LARGE: ['file-too-large', 'The file is larger than 2 GiB, which no image here is.'],
};

/** A failed system call as a sentence for a person; null for what is not one. */
export function fileError(error: unknown): StudioError | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code !== 'string' || !/^E[A-Z]/.test(code)) return null;
  const [name, sentence] = sentences[code] ?? ['unreadable', `The file cannot be read (${code}).`];
  return new StudioError(name, sentence, { cause: error });
}
