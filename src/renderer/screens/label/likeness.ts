import type { ClusterView, JobView, LabelView, LikenessBasis, PictureFilter } from '../../../contract';
import { createProjectStore, createStore } from '../../base/kept/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';

/** What a person chose to compare images by; null before that. */
const chosenBasis = createProjectStore<LikenessBasis | null>(null);

/** How often a job is looked at while it is awaited, in milliseconds. */
const glanceMs = 150;

interface SimilarTo {
  readonly to: Int32Array<ArrayBuffer>;
  readonly view: LabelView;
  readonly classId?: number;
  readonly search?: string;
  readonly pictures?: PictureFilter;
}

/** What the Label screen knows of images that look alike. */
export class Likeness {
  /** The job that looks at images, while one is awaited. */
  readonly job = createStore<JobView | null>(null);
  /** The clusters, the largest first; null before they were asked for. */
  readonly clusters = createStore<readonly ClusterView[] | null>(null);
  /** What the images are compared by; null before any were. */
  readonly basis = createStore<LikenessBasis | null>(null);
  /** Grows with every preparation: only the newest one is awaited. */
  #asked = 0;

  /** From now on images are compared by this. What was made by another basis is no longer shown. */
  choose(basis: LikenessBasis): void {
    chosenBasis.set(basis);
    this.clusters.set(null);
  }

  /**
   * Has every image looked at, and with `clusters` put into one. Gives whether that is so now: not where the job failed or was cancelled,
   * which is said elsewhere, and not where something else was asked for meanwhile.
   */
  async prepare(clusters: boolean): Promise<boolean> {
    const asked = ++this.#asked;
    try {
      const basis = chosenBasis.get() ?? (await studio.likeness.choice()).usual;
      const job = await studio.likeness.prepare({ basis, clusters });
      if (asked !== this.#asked) return false;
      this.basis.set(basis);
      this.job.set(job);
      const done = job === null || (await this.#isDone(job, asked));
      if (done && clusters) await this.read();
      return done && asked === this.#asked;
    } catch (error) {
      complain(error);
      return false;
    } finally {
      if (asked === this.#asked) this.job.set(null);
    }
  }

  async #isDone({ id }: JobView, asked: number): Promise<boolean> {
    while (asked === this.#asked) {
      const now = (await studio.jobs.list()).find((job) => job.id === id);
      if (!now || now.finishedAt !== null) return now?.status === 'done';
      this.job.set(now);
      await new Promise((resolve) => setTimeout(resolve, glanceMs));
    }
    return false;
  }

  /** Ends the job that is awaited. */
  async cancel(): Promise<void> {
    const job = this.job.get();
    if (job) await studio.jobs.cancel({ id: job.id }).catch(complain);
  }

  /** Reads the clusters with the labels that their images have now. */
  async read(): Promise<void> {
    const basis = this.basis.get();
    if (basis) this.clusters.set(await studio.likeness.clusters({ basis }));
  }

  /** The same where they are shown; without a complaint, since a person asked for something else. */
  async readAgain(): Promise<void> {
    if (this.clusters.get() !== null) await this.read().catch(() => this.clusters.set(null));
  }

  similar(to: SimilarTo): Promise<Int32Array> {
    return studio.likeness.similar({ basis: this.#ready, ...to });
  }

  typical(of: Omit<SimilarTo, 'to' | 'classId'>): Promise<Int32Array> {
    return studio.likeness.typical({ basis: this.#ready, ...of });
  }

  members(cluster: number, search?: string, pictures?: PictureFilter): Promise<Int32Array> {
    return studio.likeness.members({ basis: this.#ready, cluster, search, pictures });
  }

  get #ready(): LikenessBasis {
    return this.basis.get() ?? 'picture';
  }
}
