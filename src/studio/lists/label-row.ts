import { tagSeparator } from '../../core/vocabulary/marks';

/** Who or what gave an image its label. */
export type LabelSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'import' }
  | { readonly kind: 'person'; readonly who: string }
  /** `labellingRun` is null for an image outside the project, and `confidence` if the labelling's file is lost. */
  | {
      readonly kind: 'pseudo-label';
      readonly labellingRun: number | null;
      readonly confidence: number | null;
    }
  | { readonly kind: 'review'; readonly decision: string };

/** One image of a project as an export needs it. */
export interface LabelRow {
  /** Absolute path of the original file, which is only ever read. */
  readonly path: string;
  /** Class name; null for an image without a label. */
  readonly label: string | null;
  readonly split: string;
  /** The group that a list assigned to it. */
  readonly group?: string | null;
  readonly source: LabelSource;
  /** State of the image in the catalog: `ok`, `duplicate`, … */
  readonly state: string;
  /** In pixels; null or left out if unknown. */
  readonly width?: number | null;
  readonly height?: number | null;
  /** What people wrote about it, if that is exported. */
  readonly marks?: RowMarks;
}

export interface RowMarks {
  readonly star: boolean;
  readonly tags: readonly string[];
  readonly note: string | null;
}

export const csvColumns = [
  'path',
  'label',
  'split',
  'group',
  'source',
  'labelling_run',
  'confidence',
  'detail',
  'state',
] as const;

/** Further columns if marks are exported. */
export const markColumns = ['star', 'tags', 'note'] as const;

/**
 * One CSV record per RFC 4180, ended by CRLF. Values are exact: a name that begins with `=` or `+` is not escaped, so files from strangers
 * should be opened in a spreadsheet as text.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** The record of one image; `path` is written as given. */
export function csvRecord(row: LabelRow, path: string): string {
  const { source } = row;
  const pseudo = source.kind === 'pseudo-label' ? source : null;
  const detail = source.kind === 'person' ? source.who : source.kind === 'review' ? source.decision : null;
  return csvLine([
    path,
    row.label,
    row.split,
    row.group ?? null,
    source.kind,
    pseudo?.labellingRun ?? null,
    pseudo?.confidence ?? null,
    detail,
    row.state,
    ...(row.marks ? markFields(row.marks) : []),
  ]);
}

const markFields = ({ star, tags, note }: RowMarks) => [star ? 1 : 0, tags.join(`${tagSeparator} `), note];

/** The same as one JSON line. */
export function jsonRecord(row: LabelRow, path: string): string {
  const { label, split, group = null, source, state } = row;
  return `${JSON.stringify({ path, label, split, group, source, state, ...row.marks })}\n`;
}

function csvField(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
