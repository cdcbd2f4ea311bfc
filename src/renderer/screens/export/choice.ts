import type { LabelSourceCounts } from '../../../contract';

/** The options of a label export, as the form holds them. */
export interface LabelExportChoice {
  /** The name of the format. */
  readonly format: string;
  readonly pseudoLabels: boolean;
  readonly unlabelled: boolean;
  readonly absolute: boolean;
  /** Whether tags, stars and notes are exported. */
  readonly marks: boolean;
}

export const sourceNames = ['import', 'person', 'review', 'pseudo-label', 'none'] as const;

/** How many images of each source a choice exports. */
export function taken(
  counts: LabelSourceCounts,
  choice: Pick<LabelExportChoice, 'pseudoLabels' | 'unlabelled'>,
): LabelSourceCounts {
  const pseudo = choice.pseudoLabels ? counts['pseudo-label'] : 0;
  const rest = counts.none + counts['pseudo-label'] - pseudo;
  const none = choice.unlabelled ? rest : 0;
  return { ...counts, 'pseudo-label': pseudo, none };
}

export const total = (counts: LabelSourceCounts) =>
  sourceNames.reduce((sum, source) => sum + counts[source], 0);
