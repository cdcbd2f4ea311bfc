import type { ModelFacts } from '../../../core/export/facts';
import type { ModelFormat } from '../../../core/export/formats';
import type { NetworkSpec } from '../../../core/network/model-spec';

export interface ExportJob {
  readonly kind: 'export';
  readonly format: ModelFormat;
  readonly model: NetworkSpec;
  readonly weights: string;
  readonly classNames: readonly string[];
  readonly facts: ModelFacts;
  /** The file or folder to write. */
  readonly target: string;
}

export interface ExportResult {
  readonly kind: 'export';
  readonly target: string;
}
