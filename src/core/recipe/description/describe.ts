import { z } from 'zod';
import type { InEach, Language } from '../../words/language';
import { presets } from '../presets/presets';
import { type Recipe, recipeShape } from '../schema/schema';
import {
  type FieldMeta,
  type FieldValue,
  fieldRegistry,
  type GroupName,
  type SectionMeta,
  sectionRegistry,
  withoutOlder,
} from '../setting/fields';
import type { Unused } from '../setting/unused';

/** One setting as a form or a help text needs it, with what its sections say about it. */
export interface RecipeField extends FieldMeta {
  /** The path of the setting: names joined by dots, `*` for every entry of a list (`students.*.arch`). */
  readonly path: string;
  /** Title of the section it belongs to. */
  readonly section: InEach<string>;
  readonly group: GroupName;
  readonly unused: readonly Unused[];
  /** Its value in the recipe the description was made for. */
  readonly default: FieldValue;
}

export type Path = readonly (string | number)[];

/** The value at a path; undefined if there is none. `*` reads the first entry. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[part === '*' ? 0 : part];
  }
  return at;
}

/** A setting as its field and the sections around it describe it. */
type Described = Omit<RecipeField, 'default'>;

/** What the sections around a setting say about it. */
type Above = Required<Pick<SectionMeta, 'title' | 'unused'>> & SectionMeta;

/** Every setting under a schema, in its order. */
function walk(given: unknown, path: readonly string[], above: Above): Described[] {
  const schema = withoutOlder(given);
  const meta = fieldRegistry.get(schema as z.ZodType);
  if (meta) return [describe(meta, path.join('.'), above)];
  if (schema instanceof z.ZodArray) return walk(schema.element, [...path, '*'], above);
  if (!(schema instanceof z.ZodObject)) return [];
  const section = sectionRegistry.get(schema);
  const here = section ? within(above, section) : above;
  return Object.entries(schema.shape).flatMap(([key, child]) => walk(child, [...path, key], here));
}

/**
 * A section's group and part apply unless a section within it has its own; the `unused` rules of all sections around a setting apply to it.
 */
const within = (above: Above, { title, group, part, unused = [] }: SectionMeta): Above => ({
  title,
  group: group ?? above.group,
  part: part ?? above.part,
  unused: [...above.unused, ...unused],
});

function describe(meta: FieldMeta, path: string, above: Above): Described {
  const { title: section, group, part, unused } = within(above, { ...meta, title: above.title });
  if (!group) throw new Error(`The setting ${path} has no group, nor has a section around it.`);
  return { ...meta, path, section, group, part, unused };
}

let known: readonly Described[] | null = null;
const described = () => {
  known ??= walk(recipeShape, [], { title: { en: '', ko: '' }, unused: [] });
  return known;
};

/** Every setting in the order of the schema, which is that of the form too, with its default taken from `base`. */
export function describeRecipe(base: Recipe = presets['quick-cpu']): RecipeField[] {
  return described().map((field) => withDefault(field, base));
}

const withDefault = (field: Described, base: Recipe): RecipeField => ({
  ...field,
  default: valueAt(base, field.path.split('.')) as FieldValue,
});

/** The description of the setting at a path, list positions read as `*`. */
export function fieldAt(path: Path): RecipeField | undefined {
  const named = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  // An entry of a list setting (unlabelledRatio.2) is described by the list.
  const found = described().find(
    (field) => field.path === named || (field.list && `${field.path}.*` === named),
  );
  return found && withDefault(found, presets['quick-cpu']);
}

/** The parts of a path that was joined by dots; positions in lists are numbers. */
export function pathOf(joined: string): Path {
  return joined.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Why the setting at a concrete path (`students.1.dropout`) changes nothing in this recipe, null if it is read. The recipe may be half
 * written.
 */
export function unusedReason(recipe: unknown, path: string): InEach<string> | null {
  const read = (setting: string) => valueAt(recipe, setting.split('.'));
  const rule = fieldAt(pathOf(path))?.unused.find(({ when }) => when(read, path));
  return rule?.why ?? null;
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

/** What a setting accepts, in words: "a whole number from 0 to 16, or auto", "one of soft, hard". */
export function allowedValues(field: FieldMeta, language: Language = 'en'): string {
  const { or, none } = phrases[language];
  return [singleValue(field, language), ...(field.keywords ?? []), ...(field.nullable ? [none] : [])].join(
    or,
  );
}

interface Phrases {
  readonly or: string;
  readonly none: string;
  readonly yesNo: string;
  readonly text: string;
  oneOf(options: string): string;
  /** `whole` if fractions are not allowed. */
  number(range: Range, whole: boolean): string;
  /** A list of `length` numbers; null for one or more. */
  numbers(range: Range, whole: boolean, length: number | null): string;
}

interface Range {
  readonly min: string;
  readonly max: string;
}

const phrases: InEach<Phrases> = {
  en: {
    or: ', or ',
    none: 'none',
    yesNo: 'yes or no',
    text: 'a text of 1 to 200 letters',
    oneOf: (options) => `one of ${options}`,
    number: ({ min, max }, whole) => `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
    numbers: ({ min, max }, whole, length) =>
      `${length === 3 ? 'three' : (length ?? 'one or more')} ${whole ? 'whole ' : ''}numbers from ${min} to ${max}, comma separated`,
  },
  ko: {
    or: ' 또는 ',
    none: 'none(없음)',
    yesNo: 'yes(예) 또는 no(아니요)',
    text: '1–200자의 텍스트',
    oneOf: (options) => `${options} 중 하나`,
    number: ({ min, max }, whole) => `${min}부터 ${max}까지의 ${whole ? '정수' : '수'}`,
    numbers: ({ min, max }, whole, length) =>
      `쉼표로 나눈 ${min}부터 ${max}까지의 ${whole ? '정수' : '수'} ${length === null ? '하나 이상' : `${length}개`}`,
  },
};

function singleValue(field: FieldMeta, language: Language): string {
  const say = phrases[language];
  if (field.type === 'boolean') return say.yesNo;
  if (field.type === 'choice') return say.oneOf(field.options?.join(', ') ?? '');
  if (field.type === 'text') return say.text;
  const range = { min: formatValue(field.min), max: formatValue(field.max) };
  const whole = field.type === 'integer';
  return field.list ? say.numbers(range, whole, field.list.length ?? null) : say.number(range, whole);
}

/**
 * The settings as text for `--explain`: path, value in `base`, help, allowed values and the paper's value, and the reason if it is not
 * read.
 */
export function recipeHelp(base?: Recipe): string {
  const lines: string[] = [];
  let section: string | undefined;
  for (const field of describeRecipe(base)) {
    if (field.section.en !== section) lines.push('', `${field.section.en}:`);
    section = field.section.en;
    const unit = field.unit ? ` (${field.unit.en})` : '';
    const paper = field.paper === undefined ? 'not in the paper' : `paper: ${formatValue(field.paper)}`;
    const reason = base && unusedReason(base, field.path.replaceAll('*', '0'));
    lines.push(`  ${field.path} = ${formatValue(field.default)}${unit}`);
    lines.push(`      ${field.words.en.help}`);
    lines.push(`      ${allowedValues(field)}; ${paper}`);
    if (reason) lines.push(`      ${reason.en}`);
  }
  return lines.slice(1).join('\n');
}
