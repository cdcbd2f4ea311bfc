/** How long a pause lasts while somebody asks for something: until nothing was asked for `quietMs`, but at most `mostMs`. */
export interface Pause {
  readonly quietMs: number;
  readonly mostMs: number;
}

/** Awaited between two pieces of long work, so that other requests are served. It ends even if requests keep coming. */
export type GiveWay = (pause?: Pause) => Promise<void>;
