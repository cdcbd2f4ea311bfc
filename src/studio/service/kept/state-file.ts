import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { writeWholeSync } from '../../../files/durable/durable';

/** A small JSON file in the program's own folder. A file that cannot be read is treated as missing. */
export class StateFile<T> {
  readonly #file: string;

  constructor(
    stateFolder: string,
    name: string,
    private readonly schema: z.ZodType<T>,
    private readonly empty: T,
  ) {
    this.#file = join(stateFolder, name);
  }

  read(): T {
    try {
      return this.schema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return this.empty;
    }
  }

  /** A crash leaves either the old file or the new one. */
  write(value: T): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeWholeSync(this.#file, `${JSON.stringify(value, null, 2)}\n`);
  }
}
