import type { InEach } from '../words/language';

/** Words of a method for the window and the command line, in both languages. */
export interface MethodWords {
  readonly title: string;
  /** One sentence: what it does with the images. */
  readonly help: string;
}

/** What a training learns from. */
export interface TrainingStage {
  /** Whether pseudo-labelled images join the labelled ones in each batch. */
  readonly pseudoLabelled: boolean;
  /** Which settings of input noise the recipe has for it. */
  readonly noise: 'teacher' | 'student';
}

/** One way to learn: which stages run, on which data. The loop of the studio runs what stands here and knows no method by name. */
export interface Method {
  /** The first training. */
  readonly first: TrainingStage;
  /** What is repeated after it, `iterations` times: the newest model labels the pool, the next one is trained. Null for none. */
  readonly round: { readonly training: TrainingStage } | null;
  readonly words: InEach<MethodWords>;
}
