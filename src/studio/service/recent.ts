import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ProjectView, RecentProject } from '../contract';

const kept = 12;
const fileSchema = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.number() }));

/** The projects that were open last, newest first, in a small file. A file that cannot be read counts as none. */
export class RecentProjects {
  readonly #file: string;

  constructor(stateFolder: string) {
    this.#file = join(stateFolder, 'recent-projects.json');
  }

  list(): RecentProject[] {
    return this.#read().map((entry) => ({ ...entry, exists: existsSync(join(entry.folder, 'catalog.db')) }));
  }

  note({ folder, name }: ProjectView): void {
    const others = this.#read().filter((entry) => entry.folder !== folder);
    this.#write([{ folder, name, openedAt: Date.now() }, ...others].slice(0, kept));
  }

  forget(folder: string): void {
    this.#write(this.#read().filter((entry) => entry.folder !== folder));
  }

  #read(): z.infer<typeof fileSchema> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return [];
    }
  }

  #write(entries: z.infer<typeof fileSchema>): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const beside = `${this.#file}.${process.pid}.part`;
    writeFileSync(beside, `${JSON.stringify(entries, null, 2)}\n`);
    renameSync(beside, this.#file);
  }
}
