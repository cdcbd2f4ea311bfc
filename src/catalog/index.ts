import { existsSync } from 'node:fs';
import { messageOf, StudioError, studioError } from '../core/errors';
import { Connection } from './database/connection';
import { MetaQueries } from './database/meta';
import { migrate, refuseNewer, versionOf } from './database/migrate';
import { ClassQueries } from './images/classes';
import { ExclusionQueries } from './images/exclusions';
import { ImportQueries } from './images/image-import';
import { ImageQueries } from './images/images';
import { LabelSourceQueries } from './images/label-sources';
import { LabelQueries } from './images/labels';
import { NearCopyQueries, regroupOlder } from './images/near-copies';
import { SourceRemovalQueries } from './images/source-removal';
import { SourceQueries } from './images/sources';
import { SplitQueries } from './images/splits';
import { TestSetQueries } from './images/test-sets';
import { attacks } from './measured/attacks';
import { EvaluationQueries } from './measured/evaluations';
import { MeasurementQueries } from './measured/measurements';
import { perturbations } from './measured/perturbations';
import { robustness } from './measured/robustness';
import { latestVersion } from './migrations';
import { makeBackupNow } from './rescue/backups';
import { checkPages, refuseDamagedFiles } from './rescue/integrity';
import { EpochQueries } from './runs/epochs';
import { ExperimentQueries, IterationQueries } from './runs/experiments';
import { LabellingRunQueries } from './runs/labelling-runs';
import { PseudoLabelQueries } from './runs/pseudo-labels';
import { RemovalQueries } from './runs/removal';
import { ReviewQueries } from './runs/reviews';
import { RunQueries } from './runs/runs';
import { SelectionChoiceQueries } from './runs/selection-choices';
import { SelectionQueries } from './runs/selections';
import { StudyQueries } from './runs/studies';
import { LabelStepQueries } from './views/label-steps';
import { LabelViewQueries } from './views/label-views';
import { MarkQueries } from './views/marks';
import { PictureColumns } from './views/picture-columns';
import { SavedFilterQueries } from './views/saved-filters';

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
export { checkSqlite } from './database/check';
export { takeLock } from './database/lock';
export { className, classNameError } from './images/classes';
export type { BadFile, KnownFile, ReadFile } from './images/image-import';
export type { ImageInput, ImagePair } from './images/images';
export type { LookColumns, NearVerdict } from './images/near-copies';
export type { MovedFile, Source, SourceFile } from './images/sources';
export type { Drawable, SplitCount } from './images/splits';
export type { CountedTestSet } from './images/test-sets';
export { type Thumbnail, Thumbnails } from './images/thumbnails';
export type { Attacks } from './measured/attacks';
export type { Evaluation, Prediction } from './measured/evaluations';
export type { Perturbations } from './measured/perturbations';
export type { Robustness } from './measured/robustness';
export * from './rescue';
export type { Experiment, Iteration } from './runs/experiments';
export type { LabellingRun } from './runs/labelling-runs';
export type { PseudoLabelColumns } from './runs/pseudo-labels';
export type { DecisionColumns } from './runs/reviews';
export type { Run } from './runs/runs';
export type { SelectionItem, SelectionRow } from './runs/selections';
export type { StudyRow } from './runs/studies';
export type { HashedImages, LabelViewFilter } from './views/label-views';
export type { BroughtMarks } from './views/marks';

/** Everything that the catalog knows of a project, behind typed queries. No other module reaches its SQL. */
export class Catalog {
  readonly images: ImageQueries;
  readonly classes: ClassQueries;
  readonly labels: LabelQueries;
  readonly exclusions: ExclusionQueries;
  readonly labelSteps: LabelStepQueries;
  readonly pictures: PictureColumns;
  readonly marks: MarkQueries;
  readonly savedFilters: SavedFilterQueries;
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
  readonly robustness;
  readonly attacks;
  readonly perturbations;
  readonly studies: StudyQueries;
  readonly testSets: TestSetQueries;
  readonly meta: MetaQueries;
  readonly removal: RemovalQueries;

  constructor(private readonly connection: Connection) {
    this.images = new ImageQueries(connection);
    this.classes = new ClassQueries(connection);
    this.labels = new LabelQueries(connection);
    this.savedFilters = new SavedFilterQueries(connection);
    this.pictures = new PictureColumns(connection);
    this.marks = new MarkQueries(connection, this.savedFilters, this.pictures);
    this.exclusions = new ExclusionQueries(connection);
    this.labelSteps = new LabelStepQueries(connection, this.labels, this.marks, this.exclusions);
    this.labelSources = new LabelSourceQueries(connection);
    this.labelViews = new LabelViewQueries(connection, this.pictures);
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
    this.robustness = new MeasurementQueries(connection, robustness);
    this.attacks = new MeasurementQueries(connection, attacks);
    this.perturbations = new MeasurementQueries(connection, perturbations);
    this.studies = new StudyQueries(connection);
    this.testSets = new TestSetQueries(connection);
    this.meta = new MetaQueries(connection);
    this.removal = new RemovalQueries(connection);
  }

  /** Runs several calls in one transaction. */
  transaction<T>(work: () => T): T {
    return this.connection.transaction(work);
  }

  /** True while nothing has been put into the catalog. */
  get isEmpty(): boolean {
    return this.connection.row('SELECT 1 FROM images UNION ALL SELECT 1 FROM classes LIMIT 1') === undefined;
  }

  /** A counter that grows with every row written. */
  get written(): number {
    return this.connection.written;
  }

  close(): void {
    this.connection.close();
  }
}

/** How a catalog is opened. */
export interface OpenOptions {
  readonly readonly?: boolean;
  /** If false, a file that holds no catalog yet is refused; otherwise a catalog is created in it. */
  readonly make?: boolean;
  /** Checks every page, whatever the size: for use after an unclean exit. */
  readonly check?: boolean;
  /** For a read-only copy: the error that every write throws. */
  readonly refusal?: StudioError;
  /** Where a backup is put before a catalog of an older version is brought up to date. */
  readonly backups?: string;
}

/**
 * Opens a catalog, creating it or bringing it up to date if needed. Throws `catalog-newer`, `catalog-foreign`,
 * `catalog-damaged`, `no-catalog` (read-only), `disk-full`.
 */
export function openCatalog(file: string, options: OpenOptions = {}): Catalog {
  const { readonly = false, make = !readonly } = options;
  const isThere = existsSync(file);
  if (readonly && !isThere) throw studioError('no-catalog', { file });
  if (!make && isThere) refuseDamagedFiles(file);
  const connection = new Connection(file, readonly, options.refusal);
  try {
    if (!make) checkPages(connection, options.check ?? false);
    if (readonly) refuseOther(connection);
    else bringUpToDate(connection, options);
    return new Catalog(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function bringUpToDate(connection: Connection, { make = true, backups }: OpenOptions): void {
  const version = versionOf(connection);
  if (version === 0 && !make)
    throw studioError('catalog-damaged', {
      file: connection.file,
      what: { en: 'it holds no tables', ko: '테이블이 없음' },
    });
  refuseNewer(version);
  if (version > 0 && version < latestVersion && backups) makeBackupNow(connection, backups, 'version');
  try {
    migrate(connection);
    regroupOlder(connection);
  } catch (error) {
    if (error instanceof StudioError || version === 0) throw error;
    throw studioError('catalog-damaged', { file: connection.file, what: messageOf(error) }, { cause: error });
  }
}

/** A reader cannot migrate, so the catalog must have exactly the version of this program. */
function refuseOther(connection: Connection): void {
  const version = versionOf(connection);
  refuseNewer(version);
  if (version < latestVersion)
    throw studioError('catalog-older', { file: connection.file, version: String(version) });
}
