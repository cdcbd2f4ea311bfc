/** How long a pause lasts while somebody asks for something: until it was quiet for so long, but never longer than the most. */
export interface Pause {
  readonly quietMs: number;
  readonly mostMs: number;
}

/** Awaited between two pieces of long work, so that others are served. It ends, however much is asked. */
export type GiveWay = (pause?: Pause) => Promise<void>;
