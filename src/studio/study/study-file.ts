/// <reference types="vite/types/importMeta.d.ts" />
import { basename } from 'node:path';
import { messageOf, studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { textFile } from '../../files/reading/text-file';
import { yamlIn } from '../project/recipes/yaml-text';

/**
 * The texts of studies that come with the program, by name; each is a file. The build puts the texts here, so they are only read when they
 * are needed: the benches load these sources without a build.
 */
function readyMade(): ReadonlyMap<string, string> {
  const files = import.meta.glob<string>('../../../resources/studies/*.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  return new Map(Object.entries(files).map(([file, text]) => [basename(file, '.yaml'), text]));
}

/** Names of the studies that come with the program, in alphabetical order. */
export const readyMadeStudies = (): readonly string[] => [...readyMade().keys()].sort();

function studyText(place: string): string {
  const text = readyMade().get(place);
  return text ?? studyFile(place);
}

/** The text of a study's file. Throws `study-unreadable`. */
export function studyFile(place: string): string {
  try {
    return textFile(place);
  } catch (cause) {
    throw unreadableStudy(place, cause);
  }
}

/** The content of a study's file, to be checked by `readStudy`. Throws `study-unreadable`, `study-text`. */
export function studyContent(place: string): unknown {
  return contentOf(studyText(place), place);
}

/** The same for text that was already read; errors call it `file`. */
export function contentOf(text: string, file: string): unknown {
  try {
    return yamlIn(text);
  } catch (cause) {
    throw studioError('study-text', { file, reason: messageOf(cause) }, { cause });
  }
}

/** The error for a file that cannot be read at all. */
const unreadableStudy = (file: string, cause: unknown) =>
  studioError(
    'study-unreadable',
    { file, reason: reasonFor(cause), known: readyMadeStudies().join(', ') },
    { cause },
  );
