import { build, type Connection } from './connection';
import { unchecked } from './json';

/** Facts about the project as a whole, as JSON by key. */
export class MetaQueries {
  constructor(private readonly connection: Connection) {}

  get<T = unknown>(key: string): T | undefined {
    const row = this.connection.get(build.selectFrom('meta').select('value').where('key', '=', key));
    return row === undefined ? undefined : unchecked<T>(row.value);
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
