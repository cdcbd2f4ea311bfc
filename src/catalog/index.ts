import { existsSync } from 'node:fs';
import { StudioError } from '../core/errors';
import { ClassQueries } from './classes';
import { Connection } from './connection';
import { EpochQueries } from './epochs';
import { EvaluationQueries } from './evaluations';
import { ExperimentQueries, IterationQueries } from './experiments';
import { ImportQueries } from './image-import';
import { ImageQueries } from './images';
import { LabelSourceQueries } from './label-sources';
import { LabelStepQueries } from './label-steps';
import { LabelViewQueries } from './label-views';
import { LabellingRunQueries } from './labelling-runs';
import { LabelQueries } from './labels';
import { MetaQueries } from './meta';
import { migrate, refuseNewer, versionOf } from './migrate';
import { latestVersion } from './migrations';
import { NearCopyQueries } from './near-copies';
import { PseudoLabelQueries } from './pseudo-labels';
import { RemovalQueries } from './removal';
import { ReviewQueries } from './reviews';
import { RunQueries } from './runs';
import { SelectionChoiceQueries } from './selection-choices';
import { SelectionQueries } from './selections';
import { SourceRemovalQueries } from './source-removal';
import { SourceQueries } from './sources';
import { SplitQueries } from './splits';

export {
  type Image,
  type ImageState,
  type Issue,
  imageStates,
  type SourceKind,
  type Split,
  splits,
} from '../core/vocabulary/images';
export type { ImageClass } from '../core/vocabulary/labels';

export { checkSqlite } from './check';
export { className, classNameError } from './classes';
export type { Evaluation, Prediction } from './evaluations';
export type { Experiment, Iteration } from './experiments';

export type { BadFile, KnownFile, ReadFile } from './image-import';
export type { ImageInput, ImagePair } from './images';
export type { LabelViewFilter } from './label-views';
export type { LabellingRun } from './labelling-runs';
export { takeLock } from './lock';
export type { Comparable, NearLeak, NearVerdict } from './near-copies';
export type { NewPseudoLabel } from './pseudo-labels';
export type { DecisionColumns } from './reviews';
export type { Run } from './runs';

export type { SelectionItem, SelectionRow } from './selections';
export type { MovedFile, Source, SourceFile } from './sources';
export type { Drawable, SplitCount } from './splits';
export { type Thumbnail, Thumbnails } from './thumbnails';

/** Everything that is known of a project, behind typed queries. The only way to its SQL. */
export class Catalog {
  readonly images: ImageQueries;
  readonly classes: ClassQueries;
  readonly labels: LabelQueries;
  readonly labelSteps: LabelStepQueries;
  readonly labelViews: LabelViewQueries;
  readonly labelSources: LabelSourceQueries;
  readonly splits: SplitQueries;
  readonly sources: SourceQueries;
  readonly sourceRemoval: SourceRemovalQueries;
  readonly imports: ImportQueries;
  readonly nearCopies: NearCopyQueries;
  readonly experiments: ExperimentQueries;
  readonly iterations: IterationQueries;
  readonly runs: RunQueries;
  readonly epochs: EpochQueries;
  readonly labellingRuns: LabellingRunQueries;
  readonly pseudoLabels: PseudoLabelQueries;
  readonly selections: SelectionQueries;
  readonly selectionChoices: SelectionChoiceQueries;
  readonly reviews: ReviewQueries;
  readonly evaluations: EvaluationQueries;
  readonly meta: MetaQueries;
  readonly removal: RemovalQueries;

  constructor(private readonly connection: Connection) {
    this.images = new ImageQueries(connection);
    this.classes = new ClassQueries(connection);
    this.labels = new LabelQueries(connection);
    this.labelSteps = new LabelStepQueries(connection, this.labels);
    this.labelSources = new LabelSourceQueries(connection);
    this.labelViews = new LabelViewQueries(connection);
    this.splits = new SplitQueries(connection);
    this.sources = new SourceQueries(connection);
    this.sourceRemoval = new SourceRemovalQueries(connection);
    this.imports = new ImportQueries(connection);
    this.nearCopies = new NearCopyQueries(connection);
    this.experiments = new ExperimentQueries(connection);
    this.iterations = new IterationQueries(connection);
    this.runs = new RunQueries(connection);
    this.epochs = new EpochQueries(connection);
    this.labellingRuns = new LabellingRunQueries(connection);
    this.pseudoLabels = new PseudoLabelQueries(connection);
    this.selections = new SelectionQueries(connection);
    this.selectionChoices = new SelectionChoiceQueries(connection);
    this.reviews = new ReviewQueries(connection);
    this.evaluations = new EvaluationQueries(connection);
    this.meta = new MetaQueries(connection);
    this.removal = new RemovalQueries(connection);
  }

  /** Several calls as one: all of them or none. */
  transaction<T>(work: () => T): T {
    return this.connection.transaction(work);
  }

  close(): void {
    this.connection.close();
  }
}

/**
 * Opens a catalog, making it or bringing it up to date where needed. Throws `catalog-newer`, `catalog-foreign`,
 * `catalog-damaged`, `no-catalog` (read-only), `disk-full`.
 */
export function openCatalog(file: string, { readonly = false }: { readonly?: boolean } = {}): Catalog {
  if (readonly && !existsSync(file)) throw new StudioError('no-catalog', `There is no catalog ${file}.`);
  const connection = new Connection(file, readonly);
  try {
    if (!readonly) migrate(connection);
    else refuseOther(connection);
    return new Catalog(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A reader cannot migrate: it needs this version exactly. */
function refuseOther(connection: Connection): void {
  const version = versionOf(connection);
  refuseNewer(version);
  if (version < latestVersion)
    throw new StudioError(
      'catalog-older',
      `${connection.file} is of an older version (${version}); open the project once to bring it up to date.`,
    );
}
