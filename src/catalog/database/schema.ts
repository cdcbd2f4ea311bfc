import type { Generated } from 'kysely';
import type { SelectionState } from '../../core/selection';
import type { JobState, RunState } from '../../core/stored/runs';
import type { Decision, ReviewAction } from '../../core/vocabulary/decisions';
import type { ImageState, SourceKind, Split } from '../../core/vocabulary/images';
import type { RunKind } from '../../core/vocabulary/run-kinds';
import type { TestSetKind } from '../../core/vocabulary/test-sets';

export type { Decision, ReviewAction, SelectionState };

/** The tables as SQLite holds them (migrations/): JSON as text, times as milliseconds since 1970, hashes as bytes. */
export interface Tables {
  meta: { key: string; value: string };
  sources: SourceTable;
  imports: ImportTable;
  issues: {
    id: Generated<number>;
    source_id: number;
    place: string;
    code: string;
    reason: string;
    reason_values: string | null;
  };
  classes: ClassTable;
  images: ImageTable;
  labels: { id: Generated<number>; image_id: number; class_id: number | null; who: string; at: number };
  experiments: ExperimentTable;
  iterations: IterationTable;
  runs: RunTable;
  epochs: EpochTable;
  evaluations: EvaluationTable;
  predictions: PredictionTable;
  robustness: MeasurementTable;
  attacks: MeasurementTable;
  perturbations: MeasurementTable;
  labelling_runs: LabellingRunTable;
  pseudo_labels: PseudoLabelTable;
  selections: SelectionTable;
  selection_items: SelectionItemTable;
  review_actions: ReviewActionTable;
  reviews: ReviewTable;
  selection_choices: SelectionChoiceTable;
  current_reviews: CurrentReviewView;
  studies: StudyTable;
  study_cells: { study_id: number; arm: string; seed: number; experiment_id: number };
  test_sets: TestSetTable;
  study_trainings: { study_id: number; key: string; run_id: number };
}

interface StudyTable {
  id: Generated<number>;
  name: string;
  definition: string;
  data_hash: string;
  created_at: number;
}

interface TestSetTable {
  id: Generated<number>;
  name: string;
  kind: TestSetKind;
  origin: string | null;
  created_at: number;
}

interface SourceTable {
  id: Generated<number>;
  kind: SourceKind;
  path: string;
  root: string;
  split: Split | null;
  added_at: number;
  removed_at: number | null;
  set_id: number | null;
}

interface ImportTable {
  id: Generated<number>;
  source_id: number;
  state: JobState;
  started_at: number;
  finished_at: number | null;
  report: string | null;
}

interface ClassTable {
  id: Generated<number>;
  name: string;
  color: string;
  hotkey: string | null;
  position: number;
  merged_into: number | null;
}

export interface ImageTable {
  id: Generated<number>;
  source_id: number;
  path: string;
  size: number | null;
  mtime_ms: number | null;
  format: string | null;
  width: number | null;
  height: number | null;
  content_hash: Buffer | null;
  perceptual_hash: Buffer | null;
  crop_hashes: Buffer | null;
  given_group: string | null;
  given_split: Split;
  split: Split;
  class_id: number | null;
  state: ImageState;
  code: string | null;
  reason: string | null;
  reason_values: string | null;
  twin_id: number | null;
}

interface ExperimentTable {
  id: Generated<number>;
  name: string;
  recipe: string;
  seed: number;
  state: string;
  created_at: number;
  options: string | null;
  error: string | null;
  error_code: string | null;
  error_values: string | null;
}

interface IterationTable {
  id: Generated<number>;
  experiment_id: number;
  number: number;
  stage: string;
  teacher_run_id: number | null;
  student_run_id: number | null;
  started_at: number;
  finished_at: number | null;
}

interface RunTable {
  id: Generated<number>;
  experiment_id: number | null;
  iteration_id: number | null;
  kind: RunKind;
  recipe: string;
  seed: number;
  inputs: string | null;
  device: string | null;
  versions: string | null;
  state: RunState;
  error: string | null;
  checkpoint: string | null;
  weights_hash: string | null;
  outputs: number | null;
  metrics: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  note: string | null;
}

interface EpochTable {
  run_id: number;
  epoch: number;
  step: number;
  train_loss: number | null;
  train_accuracy: number | null;
  validation_loss: number | null;
  validation_accuracy: number | null;
  learning_rate: number | null;
  seconds: number | null;
  images_per_second: number | null;
  wait_share: number | null;
  at: number;
}

interface EvaluationTable {
  id: Generated<number>;
  run_id: number;
  split: Split;
  set_id: number | null;
  images: number;
  settings: string | null;
  metrics: string;
  created_at: number;
}

interface MeasurementTable {
  id: Generated<number>;
  run_id: number;
  split: Split;
  image_set: string;
  version: number;
  images: number;
  created_at: number;
}

interface PredictionTable {
  evaluation_id: number;
  image_id: number;
  true_class_id: number | null;
  class_id: number;
  confidence: number;
  label_probability: number | null;
}

interface LabellingRunTable {
  id: Generated<number>;
  run_id: number;
  iteration_id: number | null;
  state: JobState;
  error: string | null;
  images: number;
  classes: string;
  file: string | null;
  file_hash: string | null;
  soft_labels: string | null;
  settings: string | null;
  ood_score: string | null;
  ood_threshold: number | null;
  metrics: string | null;
  created_at: number;
  finished_at: number | null;
}

interface PseudoLabelTable {
  labelling_run_id: number;
  image_id: number;
  row: number;
  class_id: number;
  confidence: number;
  margin: number;
  energy: number | null;
  ood_score: number | null;
  ood: number;
}

interface SelectionTable {
  id: Generated<number>;
  labelling_run_id: number;
  iteration_id: number | null;
  settings: string;
  summary: string;
  created_at: number;
}

interface SelectionItemTable {
  selection_id: number;
  image_id: number;
  class_id: number;
  state: SelectionState;
  copies: number;
}

interface ReviewActionTable {
  id: Generated<number>;
  kind: 'decide' | 'undo' | 'redo';
  target_id: number | null;
  who: string;
  at: number;
  note: string | null;
  decision: ReviewAction | null;
  class_id: number | null;
  images: number | null;
}

interface ReviewTable {
  id: Generated<number>;
  action_id: number;
  image_id: number;
  labelling_run_id: number | null;
  decision: ReviewAction;
  class_id: number | null;
  before_id: number | null;
}

interface SelectionChoiceTable {
  labelling_run_id: number;
  threshold: number;
  class_thresholds: string;
  ood_limit: number | null;
  quota: number | null;
  duplicate: number;
  max_copies: number | null;
  who: string;
  at: number;
}

interface CurrentReviewView {
  image_id: number;
  review_id: number;
  action_id: number;
  labelling_run_id: number | null;
  decision: Decision;
  class_id: number | null;
  who: string;
  at: number;
}
