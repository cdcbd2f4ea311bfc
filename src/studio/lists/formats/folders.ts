import { basename } from 'node:path';
import type { ListFormat, ListPiece } from '../format';
import { csvColumns, csvLine, csvRecord, type LabelRow } from '../label-row';
import { FreeNames, safeName } from '../names';

/**
 * Copies in one folder for each split and class, with a table of them beside. Read like any tree of splits:
 * `import/folders/list-folder.ts`.
 */
export const folders: ListFormat = {
  name: 'folders',
  words: {
    en: {
      title: 'Folders of copies',
      help: 'The image files are copied into a folder for each split and class, with a labels.csv beside them. It can be imported again.',
    },
    ko: {
      title: '사본 폴더',
      help: '이미지 파일을 분할과 클래스별 폴더에 복사하고, 그 옆에 labels.csv를 둡니다. 다시 가져올 수 있습니다.',
    },
  },
  writing: { ending: null, copies: true, unlabelled: false, write },
};

/** The folder of one class: its name on disk and the file names used in it. */
interface ClassFolder {
  readonly path: string;
  readonly names: FreeNames;
}

interface SplitFolder {
  readonly name: string;
  readonly classes: FreeNames;
  readonly folders: Map<string, ClassFolder>;
}

/** Assigns `<split>/<class>` folders, never the same one to two classes. */
class ClassFolders {
  readonly #splits = new Map<string, SplitFolder>();
  readonly #splitNames = new FreeNames();

  constructor() {
    this.#splitNames.take('labels.csv');
  }

  of(split: string, label: string): ClassFolder {
    let entry = this.#splits.get(split);
    if (!entry) {
      const name = this.#splitNames.take(safeName(split, 'split'));
      entry = { name, classes: new FreeNames(), folders: new Map() };
      this.#splits.set(split, entry);
    }
    let folder = entry.folders.get(label);
    if (!folder) {
      const path = `${entry.name}/${entry.classes.take(safeName(label, 'class'))}`;
      folder = { path, names: new FreeNames() };
      entry.folders.set(label, folder);
    }
    return folder;
  }
}

function* write(rows: Iterable<LabelRow>): Generator<ListPiece, void, boolean> {
  const folders = new ClassFolders();
  const table = 'labels.csv';
  yield { file: table, text: csvLine([...csvColumns, 'original']) };
  for (const row of rows) {
    const folder = folders.of(row.split, row.label ?? '');
    const path = `${folder.path}/${folder.names.take(safeName(basename(row.path), 'image'))}`;
    const copied = yield { file: path, copyOf: row };
    if (!copied) continue;
    const record = csvRecord(row, path).slice(0, -2);
    yield { file: table, text: `${record},${csvLine([row.path])}` };
  }
}
