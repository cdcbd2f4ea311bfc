import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Note, reasonSentence } from '../../core/words/notes';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

const sentence = ({ code, values }: Note) =>
  reasonSentence({ reason: null, code, values }, 'cli', 'en') ?? '';

/** A folder and a project for each test, and what an import makes of files in the folder. */
export class Brought {
  folder = '';
  project!: Project;

  /** Prepares them for the tests of a file. */
  static forEach(): Brought {
    const brought = new Brought();
    beforeEach(() => {
      brought.folder = mkdtempSync(join(tmpdir(), 'brought-'));
      brought.project = createProject(join(brought.folder, 'project'));
    });
    afterEach(() => {
      brought.project.close();
      rmSync(brought.folder, { recursive: true, force: true });
    });
    return brought;
  }

  /** Makes pictures, of which no two are alike; the paths are separated by spaces. */
  async pictures(paths: string): Promise<void> {
    for (const path of paths.split(' ')) await this.picture(path);
  }

  /** Makes a picture, whose path may have spaces. */
  async picture(path: string): Promise<void> {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    await goodPng('').make(this.at(path));
  }

  write(name: string, ...lines: string[]): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), lines.map((line) => `${line}\n`).join(''));
  }

  at(path: string): string {
    return join(this.folder, 'data', path);
  }

  /** Imports a path: `path|class|split` of each image, with the reason if it is set aside, and what was said. */
  async imported(name = '', request: Partial<ImportRequest> = {}) {
    const { catalog } = this.project;
    const { sourceId, notes, problems } = await importSource(this.project, {
      path: this.at(name),
      ...request,
    });
    const names = new Map(catalog.classes.list().map((each) => [each.id, each.name]));
    const images = catalog.images
      .byIds(catalog.images.ids({ sourceId }))
      .map(({ path, classId, split, ...rest }) =>
        [
          path.replace(`${this.at('')}/`, ''),
          names.get(classId ?? 0) ?? '',
          split,
          ...(rest.code ? [rest.code] : []),
        ].join('|'),
      );
    return {
      images: images.sort(),
      codes: notes.map(({ code }) => code),
      said: notes.map(sentence).join('\n'),
      notes,
      problems: problems.map(({ place, code }) => `${place}: ${code}`),
      classes: catalog.classes.active().map((each) => each.name),
    };
  }
}
