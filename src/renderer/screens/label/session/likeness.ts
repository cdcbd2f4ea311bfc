import type {
  ClusterView,
  ImageIssue,
  ImagesByIssue,
  JobView,
  LabelView,
  LikenessBasis,
  PictureFilter,
} from '../../../../contract';
import { createProjectStore, createStore } from '../../../base/kept/store';
import { complain } from '../../../base/studio/announce';
import { isJobDone } from '../../../base/studio/await-job';
import { studio } from '../../../base/studio/connection';
import { failureOf } from '../../../base/studio/errors';

/** The basis that a person chose for comparing images; null before that. */
const chosenBasis = createProjectStore<LikenessBasis | null>(null);

interface SimilarTo {
  readonly to: Int32Array<ArrayBuffer>;
  readonly view: LabelView;
  readonly classId?: number;
  readonly search?: string;
  readonly pictures?: PictureFilter;
}

/** What the Label screen knows of images that look alike. */
export class Likeness {
  /** The job that looks at images; null while none is awaited. */
  readonly job = createStore<JobView | null>(null);
  /** The clusters, the largest first; null before they are requested. */
  readonly clusters = createStore<readonly ClusterView[] | null>(null);
  /** The basis on which images are compared; null before any were compared. */
  readonly basis = createStore<LikenessBasis | null>(null);
  /** Grows with every preparation: only the newest one is awaited. */
  #asked = 0;

  /** Compares images on this basis from now on. Clusters of another basis are no longer shown. */
  choose(basis: LikenessBasis): void {
    chosenBasis.set(basis);
    this.clusters.set(null);
  }

  /**
   * Lets the studio look at every image and, with `clusters`, put each into a cluster. Returns whether this is done now: false if the job
   * failed or was cancelled, which is reported elsewhere, and false if something else was asked for meanwhile.
   */
  async prepare(clusters: boolean): Promise<boolean> {
    const done = await this.#await((basis) => studio.likeness.prepare({ basis, clusters }));
    if (done && clusters) await this.read().catch(complain);
    return done;
  }

  /** Prepares the order of an issue in the same way; the issue may have nothing to do with likeness. */
  prepareIssue(issue: ImageIssue): Promise<boolean> {
    return this.#await((basis) => studio.issues.prepare({ issue, basis }));
  }

  /** Images of a view, those that have the issue most strongly first. */
  ranked(issue: ImageIssue, of: Omit<SimilarTo, 'to'>): Promise<ImagesByIssue> {
    return studio.issues.ranked({ issue, basis: this.#ready, ...of });
  }

  async #await(begin: (basis: LikenessBasis) => Promise<JobView | null>): Promise<boolean> {
    const asked = ++this.#asked;
    try {
      const basis = chosenBasis.get() ?? (await studio.likeness.choice()).usual;
      const job = await begin(basis);
      if (asked !== this.#asked) return false;
      this.basis.set(basis);
      this.job.set(job);
      const isWanted = () => asked === this.#asked;
      const done = job === null || (await isJobDone(job, isWanted, (now) => this.job.set(now)));
      return done && asked === this.#asked;
    } catch (error) {
      // The notice of the studio's restart names the job that ended with it.
      if (failureOf(error).code !== 'studio-gone') complain(error);
      return false;
    } finally {
      if (asked === this.#asked) this.job.set(null);
    }
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

  /** Reads the clusters again if they are shown. Errors are not reported, since the person asked for something else. */
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
