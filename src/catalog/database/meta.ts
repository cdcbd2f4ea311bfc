import type { z } from 'zod';
import { build, type Connection } from './connection';
import { fromText } from './json';

/** Facts about the project as a whole, as JSON by key. */
export class MetaQueries {
  constructor(private readonly connection: Connection) {}

  /** Returns undefined if nothing was set. Throws `catalog-content` for a value that does not fit `schema`. */
  get<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const row = this.connection.get(build.selectFrom('meta').select('value').where('key', '=', key));
    return row === undefined ? undefined : fromText(row.value, schema);
  }

  set(key: string, value: unknown): void {
    const text = JSON.stringify(value ?? null);
    this.connection.run(
      build
        .insertInto('meta')
        .values({ key, value: text })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text })),
    );
  }
}
