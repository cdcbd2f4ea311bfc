/** One step forward of the schema. A released migration is never edited: a change is a new one. */
export interface Migration {
  /** 1, 2, 3 … without gaps; the catalog keeps the last one applied in `PRAGMA user_version`. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
