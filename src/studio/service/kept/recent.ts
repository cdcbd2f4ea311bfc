import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProjectView, RecentProject } from '../../../contract';
import { StateFile } from './state-file';

const kept = 12;
const fileSchema = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.number() }));

/** The recently opened projects, newest first. */
export class RecentProjects {
  readonly #file: StateFile<z.infer<typeof fileSchema>>;

  constructor(stateFolder: string) {
    this.#file = new StateFile(stateFolder, 'recent-projects.json', fileSchema, []);
  }

  list(): RecentProject[] {
    return this.#file
      .read()
      .map((entry) => ({ ...entry, exists: existsSync(join(entry.folder, 'catalog.db')) }));
  }

  note({ folder, name }: ProjectView): void {
    const others = this.#file.read().filter((entry) => entry.folder !== folder);
    try {
      this.#file.write([{ folder, name, openedAt: Date.now() }, ...others].slice(0, kept));
    } catch {
      // If the list cannot be stored (a full disk), the project must still open.
    }
  }

  forget(folder: string): void {
    this.#file.write(this.#file.read().filter((entry) => entry.folder !== folder));
  }
}
