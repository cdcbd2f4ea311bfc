import { statSync } from 'node:fs';
import { join } from 'node:path';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { isImageName } from '../../../data/decode/format/file-names';
import { holdsImage } from '../../../data/decode/format/sniff';
import { walk } from '../../import';
import type { FailedFile } from '../../labelling/rows/predicted-files';
import type { StudioContext } from '../../project/context/context';

/** A file outside the project that cannot be used; `reason` is the command line's sentence. */
export interface FailedPath extends FailedFile {
  readonly reason: string;
}

const notText = {
  en: 'its name is not valid UTF-8: name its folder, or rename it',
  ko: '이름이 올바른 UTF-8이 아님: 폴더를 지정하거나 이름을 바꾸세요',
};

/** How many places without images are named. */
const named = 3;

/**
 * The files of several places, each once, and what cannot be used there. Throws `unreadable-path`, and `nothing-to-predict` if there is
 * neither.
 */
export function filesOf(
  paths: readonly string[],
  tell: StudioContext['tell'],
): { files: string[]; failed: FailedPath[] } {
  const found = paths.map((path) => filesUnder(path, tell));
  const files = [...new Set(found.flatMap((each) => each.files))];
  const failed = found.flatMap((each) => each.failed);
  if (files.length > 0 || failed.length > 0) return { files, failed };
  throw studioError('nothing-to-predict', { path: someOf(paths) });
}

/** Throws `no-image-files` if all paths are files and none is a picture by its name or its first bytes. */
export function refuseOtherFiles(paths: readonly string[]): void {
  if (paths.every(isOtherFile)) throw studioError('no-image-files', { path: someOf(paths) });
}

function isOtherFile(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  return !isImageName(path) && !holdsImage(path);
}

const someOf = (paths: readonly string[]) =>
  paths.slice(0, named).join(', ') + (paths.length > named ? ' …' : '');

/** The file itself, or the pictures that an import would find below a folder; problems are reported. Throws `unreadable-path`. */
function filesUnder(path: string, tell: StudioContext['tell']): { files: string[]; failed: FailedPath[] } {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    // Arguments are decoded as text: of bytes that are not text only replacement characters are left.
    const reason = path.includes('\ufffd') ? notText : reasonFor(error);
    throw studioError('unreadable-path', { path, reason }, { cause: error });
  }
  if (!isFolder) return { files: [path], failed: [] };
  const { files, problems, notes } = walk(path);
  for (const note of notes) tell({ type: 'note', note: { ...note, place: path } });
  return {
    files: files.map((file) => join(path, file)),
    failed: problems.map(({ place, code, reason, values }) => ({
      file: join(path, place),
      code,
      reason,
      values: values ?? {},
    })),
  };
}
