import { z } from 'zod';
import { type FieldMeta, type FieldValue, fieldRegistry, sectionRegistry } from './fields';
import { presets } from './presets';
import { type Recipe, recipeShape } from './schema';

/** One setting as a form or a help text needs it. */
export interface RecipeField extends FieldMeta {
  /** Where the setting stands: names joined by dots, `*` for every entry of a list (`students.*.arch`). */
  readonly path: string;
  /** Title of the group it belongs to. */
  readonly section: string;
  /** Its value in the recipe the description was made for. */
  readonly default: FieldValue;
}

export type Path = readonly (string | number)[];

/** The value at a path, undefined where it leads nowhere; `*` reads the first entry. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[part === '*' ? 0 : part];
  }
  return at;
}

/** Calls `visit` for every setting under `schema`, in the order of the schema. */
function walk(
  schema: unknown,
  path: string[],
  section: string,
  visit: (path: string[], section: string, meta: FieldMeta) => void,
): void {
  const meta = fieldRegistry.get(schema as z.ZodType);
  if (meta) {
    visit(path, section, meta);
  } else if (schema instanceof z.ZodObject) {
    const title = sectionRegistry.get(schema)?.title ?? section;
    for (const [key, child] of Object.entries(schema.shape)) walk(child, [...path, key], title, visit);
  } else if (schema instanceof z.ZodArray) {
    walk(schema.element, [...path, '*'], section, visit);
  }
}

/** Every setting in reading order, with its default taken from `base`. */
export function describeRecipe(base: Recipe = presets['quick-cpu']): RecipeField[] {
  const fields: RecipeField[] = [];
  walk(recipeShape, [], '', (path, section, meta) => {
    fields.push({ ...meta, path: path.join('.'), section, default: valueAt(base, path) as FieldValue });
  });
  return fields;
}

/** Whether a setting stays in sight while the others are folded away. `path` is that of its description. */
export const isEssential = (path: string): boolean => essentialPaths().has(path);

let known: ReadonlySet<string> | null = null;
function essentialPaths(): ReadonlySet<string> {
  known ??= new Set(describeRecipe().flatMap(({ path, essential }) => (essential ? [path] : [])));
  return known;
}

const number = (value: number) =>
  Math.abs(value) >= 10_000 && Math.abs(value) < 1e15 ? value.toLocaleString('en-US') : String(value);

/** A value as a person reads it: `none` for null, lists joined by commas. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object'))
    return value.map(formatValue).join(', ');
  return JSON.stringify(value);
}

/** What a setting accepts, in words: "a whole number from 0 to 16", "one of soft, hard". */
export function allowedValues(field: FieldMeta): string {
  return [singleValue(field), ...(field.words ?? []), ...(field.nullable ? ['none'] : [])].join(', or ');
}

function singleValue(field: FieldMeta): string {
  if (field.type === 'boolean') return 'yes or no';
  if (field.type === 'choice') return `one of ${field.options?.join(', ')}`;
  if (field.type === 'text') return 'a text of 1 to 200 letters';
  const range = `from ${formatValue(field.min)} to ${formatValue(field.max)}`;
  const whole = field.type === 'integer' ? 'whole ' : '';
  if (!field.list) return `a ${whole}number ${range}`;
  return `${field.list.length === 3 ? 'three' : 'one or more'} ${whole}numbers ${range}, comma separated`;
}

/** The settings as text for `--help`: path, allowed values, default, the paper's value and a sentence each. */
export function recipeHelp(base?: Recipe): string {
  const lines: string[] = [];
  let section: string | undefined;
  for (const field of describeRecipe(base)) {
    if (field.section !== section) lines.push('', `${field.section}:`);
    section = field.section;
    const unit = field.unit ? ` (${field.unit})` : '';
    const paper = field.paper === undefined ? 'not in the paper' : `paper: ${formatValue(field.paper)}`;
    lines.push(`  ${field.path} = ${formatValue(field.default)}${unit}`);
    lines.push(`      ${field.help}`);
    lines.push(`      ${allowedValues(field)}; ${paper}`);
  }
  return lines.slice(1).join('\n');
}
