import { existsSync } from 'node:fs';
import { messageOf, StudioError, studioError } from '../core/errors';
import { attacks } from './attacks';
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
import { MarkQueries } from './marks';
import { MeasurementQueries } from './measurements';
import { MetaQueries } from './meta';
import { migrate, refuseNewer, versionOf } from './migrate';
import { latestVersion } from './migrations';
import { NearCopyQueries, regroupOlder } from './near-copies';
import { perturbations } from './perturbations';
import { PictureColumns } from './picture-columns';
import { PseudoLabelQueries } from './pseudo-labels';
import { RemovalQueries } from './removal';
import { makeBackupNow } from './rescue/backups';
import { checkPages, refuseDamagedFiles } from './rescue/integrity';
import { ReviewQueries } from './reviews';
import { robustness } from './robustness';
import { RunQueries } from './runs';
import { SavedFilterQueries } from './saved-filters';
import { SelectionChoiceQueries } from './selection-choices';
import { SelectionQueries } from './selections';
import { SourceRemovalQueries } from './source-removal';
import { SourceQueries } from './sources';
import { SplitQueries } from './splits';
import { StudyQueries } from './studies';
import { TestSetQueries } from './test-sets';

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
export type { Attacks } from './attacks';
export { checkSqlite } from './check';
export { className, classNameError } from './classes';
export type { Evaluation, Prediction } from './evaluations';
export type { Experiment, Iteration } from './experiments';
export type { BadFile, KnownFile, ReadFile } from './image-import';
export type { ImageInput, ImagePair } from './images';
export type { HashedImages, LabelViewFilter } from './label-views';
export type { LabellingRun } from './labelling-runs';
export { takeLock } from './lock';
export type { BroughtMarks } from './marks';
export type { LookColumns, NearVerdict } from './near-copies';
export type { Perturbations } from './perturbations';
export type { PseudoLabelColumns } from './pseudo-labels';
export * from './rescue';
export type { DecisionColumns } from './reviews';
export type { Robustness } from './robustness';
export type { Run } from './runs';

export type { SelectionItem, SelectionRow } from './selections';
export type { MovedFile, Source, SourceFile } from './sources';
export type { Drawable, SplitCount } from './splits';
export type { StudyRow } from './studies';
export type { CountedTestSet } from './test-sets';
export { type Thumbnail, Thumbnails } from './thumbnails';

/** Everything that the catalog knows of a project, behind typed queries. No other module reaches its SQL. */
export class Catalog {
  readonly images: ImageQueries;
  readonly classes: ClassQueries;
  readonly labels: LabelQueries;
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
    this.labelSteps = new LabelStepQueries(connection, this.labels, this.marks);
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
  /** If false, a file that holds no catalog yet is refused instead of being made one. */
  readonly make?: boolean;
  /** Checks every page, whatever the size: for use after an unclean exit. */
  readonly check?: boolean;
  /** The project that this read-only copy of its catalog belongs to; writes are refused with its name. */
  readonly lookingAt?: string;
  /** Where a backup is put before a catalog of an older version is brought up to date. */
  readonly backups?: string;
}

/**
 * Opens a catalog, making it or bringing it up to date where needed. Throws `catalog-newer`, `catalog-foreign`,
 * `catalog-damaged`, `no-catalog` (read-only), `disk-full`.
 */
export function openCatalog(file: string, options: OpenOptions = {}): Catalog {
  const { readonly = false, make = !readonly } = options;
  const isThere = existsSync(file);
  if (readonly && !isThere) throw studioError('no-catalog', { file });
  if (!make && isThere) refuseDamagedFiles(file);
  const connection = new Connection(file, readonly, options.lookingAt);
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

/** A reader cannot migrate: it needs this version exactly. */
function refuseOther(connection: Connection): void {
  const version = versionOf(connection);
  refuseNewer(version);
  if (version < latestVersion)
    throw studioError('catalog-older', { file: connection.file, version: String(version) });
}
