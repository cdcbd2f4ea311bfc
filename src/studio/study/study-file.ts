/// <reference types="vite/types/importMeta.d.ts" />
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { messageOf, studioError } from '../../core/errors';

/** Studies that come with the program: a file each, by its name. */
const files = import.meta.glob<string>('../../../resources/studies/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const readyMade: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([file, text]) => [basename(file, '.yaml'), text]),
);

/** Names of the studies that come with the program, in alphabetical order. */
export const readyMadeStudies: readonly string[] = [...readyMade.keys()].sort();

function studyText(place: string): string {
  const text = readyMade.get(place);
  if (text !== undefined) return text;
  try {
    return readFileSync(place, 'utf8');
  } catch (cause) {
    throw unreadable(place, cause);
  }
}

/** The content of a study's file, to be checked by `readStudy`. Throws `study-unreadable`. */
export function studyContent(place: string): unknown {
  const text = studyText(place);
  try {
    return parse(text);
  } catch (cause) {
    throw unreadable(place, cause);
  }
}

const unreadable = (file: string, cause: unknown) =>
  studioError(
    'study-unreadable',
    { file, reason: messageOf(cause), known: readyMadeStudies.join(', ') },
    { cause },
  );
