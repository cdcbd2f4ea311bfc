import type { ImportItem, PathGuess, SourceView } from '../../contract';
import { mostPlaces } from '../../core/vocabulary/paths';
import { goTo } from '../base/kept/navigation';
import { createProjectStore, createStore } from '../base/kept/store';
import { i18n } from '../base/strings';
import { complain } from '../base/studio/announce';
import { studio } from '../base/studio/connection';
import { inPieces } from '../base/studio/in-pieces';
import { mayWrite } from '../base/studio/may-write';

/** Paths that were chosen or dropped, until the person answers how to read them. */
export const pendingImport = createProjectStore<readonly PathGuess[] | null>(null);

/** Inspects paths and asks how to read them. */
async function offerPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0 || !mayWrite()) return;
  try {
    const guesses: PathGuess[] = [];
    for (const piece of inPieces(paths, mostPlaces))
      guesses.push(...(await studio.data.inspect({ paths: piece })));
    goTo('data');
    pendingImport.set(guesses);
  } catch (error) {
    complain(error);
  }
}

/** Starts the import of each item; an error is shown. */
export async function importItems(items: readonly ImportItem[]): Promise<void> {
  try {
    for (const piece of inPieces(items, mostPlaces)) await studio.data.import({ items: piece });
  } catch (error) {
    complain(error);
  }
}

/** Imports what is new or changed in a source, and what is still missing after an import that was not completed. */
export function continueImport({ path, kind, split, testSet }: SourceView): void {
  const meaning = testSet === null ? { split: split ?? undefined } : { testSet };
  void importItems([{ path, kind, ...meaning }]);
}

/** What is done with files that are dropped on the window. */
interface DropTaker {
  readonly take: (paths: readonly string[]) => void;
  /** What the window says while files are dragged over it; by default that they will be added. */
  readonly words?: () => string;
}

/** Adds dropped files to the project; a screen may take them for itself instead, while it is shown. */
export const addsDropped: DropTaker = { take: (paths) => void offerPaths(paths) };
export const dropTaker = createStore<DropTaker>(addsDropped);

/** Opens the system's folder dialog, then asks how to read the folders. */
export async function addImages(): Promise<void> {
  if (!mayWrite()) return;
  try {
    await offerPaths(await studio.app.chooseFolders({ title: i18n.t('data.add'), several: true }));
  } catch (error) {
    complain(error);
  }
}

/** Opens the system's file dialog for a list file, then asks how to read it. */
export async function addList(): Promise<void> {
  try {
    const kinds = [
      {
        name: i18n.t('data.lists'),
        extensions: ['csv', 'tsv', 'tab', 'txt', 'jsonl', 'ndjson', 'json', 'manifest', 'xml', 'yaml', 'yml'],
      },
    ];
    const file = await studio.app.chooseFile({ title: i18n.t('data.addList'), kinds });
    if (file) await offerPaths([file]);
  } catch (error) {
    complain(error);
  }
}
