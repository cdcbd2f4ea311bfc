import { z } from 'zod';
import type { InEach } from '../../words/language';
import type { Unused } from './unused';

/** A value as it stands in a recipe file. */
export type FieldValue = string | number | boolean | null | readonly number[];

/** The groups of the form in reading order: first what one decides, then how it is trained, last how it runs. */
export const groupNames = [
  'images',
  'models',
  'noise',
  'selection',
  'consistency',
  'training',
  'optimizer',
  'fix',
  'running',
] as const;

export type GroupName = (typeof groupNames)[number];

/** Parts of a group that stand under a heading of their own. */
export type PartName =
  | 'student-noise'
  | 'teacher-noise'
  | 'pool-noise'
  | 'schedule'
  | 'batch-norm'
  | 'lengths'
  | 'batches'
  | 'fine-tune';

/** What a setting is called, and one sentence: what it does and what to think of when changing it. */
export interface SettingWords {
  readonly title: string;
  readonly help: string;
}

/** The part of a number's range that is worth trying, for a slider beside it. */
export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Where settings stand in the form, and when they are not read. What a section says here applies to all settings in it. */
interface Placed {
  readonly group?: GroupName;
  /** The part of the group; absent if the group has no parts. */
  readonly part?: PartName;
  /** When the setting changes nothing: the first rule that holds gives the reason. */
  readonly unused?: readonly Unused[];
}

/** All that is said about one setting, once: for the window's form, the command line's help, files and reports. */
export interface FieldMeta extends Placed {
  readonly words: InEach<SettingWords>;
  readonly type: 'number' | 'integer' | 'boolean' | 'choice' | 'text';
  /** A person decides this in nearly every experiment: it stays in sight while the rest, well served by a preset, is folded away. */
  readonly essential?: boolean;
  /** The paper's (or its released code's) value; absent if the paper has no such setting. */
  readonly paper?: FieldValue;
  readonly unit?: InEach<string>;
  /** Smallest and largest allowed number, both included. */
  readonly min?: number;
  readonly max?: number;
  readonly slider?: SliderRange;
  readonly options?: readonly string[];
  /** What an option is called and when it fits, if its name in recipes does not say it. */
  readonly optionWords?: Readonly<Record<string, InEach<SettingWords>>>;
  /** Words that may stand in place of the number, such as `auto`. */
  readonly keywords?: readonly string[];
  /** The setting may be `null`: switched off. */
  readonly nullable?: boolean;
  /** The setting is a list of such values; `length` is set if the list has a fixed length. */
  readonly list?: { readonly length?: number };
}

/** The heading of settings that belong together. */
export interface SectionMeta extends Placed {
  readonly title: InEach<string>;
}

/** The units of numbers. */
export const units = {
  area: { en: 'share of the area', ko: '넓이에 대한 비율' },
  side: { en: 'share of the side', ko: '변에 대한 비율' },
  pixels: { en: 'pixels', ko: '픽셀' },
  epochs: { en: 'epochs', ko: '에포크' },
  images: { en: 'images', ko: '장' },
  validations: { en: 'validations', ko: '회 검증' },
  steps: { en: 'steps', ko: '스텝' },
  copies: { en: 'copies', ko: '개' },
  training: { en: 'share of the training', ko: '학습에 대한 비율' },
} as const satisfies Readonly<Record<string, InEach<string>>>;

export const fieldRegistry = z.registry<FieldMeta>();
export const sectionRegistry = z.registry<SectionMeta>();

/** What every kind of setting has. `older` is the value meant by recipes that were written before the setting existed. */
interface Spec<V> extends Placed, Pick<FieldMeta, 'words' | 'essential' | 'paper'> {
  readonly older?: V;
}

interface NumberSpec<V = number> extends Spec<V>, Pick<FieldMeta, 'unit' | 'slider'> {
  readonly min: number;
  readonly max: number;
}

const bounded = (spec: NumberSpec<unknown>) => z.number().min(spec.min).max(spec.max);
const boundedInt = (spec: NumberSpec<unknown>) => z.int().min(spec.min).max(spec.max);

/** Registers a setting; for older recipes that lack it, its `older` value is filled in. */
function described<S extends z.ZodType>(
  schema: S,
  { older, ...said }: Spec<unknown>,
  kind: Pick<FieldMeta, 'type' | 'options' | 'keywords' | 'nullable' | 'list'>,
): S {
  const filled = older === undefined ? schema : schema.default(older as never);
  fieldRegistry.add(filled, { ...said, ...kind });
  // A recipe that is read from a file has the setting either way, and code that makes a recipe states every setting.
  return filled as unknown as S;
}

export const number = (spec: NumberSpec) => described(bounded(spec), spec, { type: 'number' });

export const integer = (spec: NumberSpec) => described(boundedInt(spec), spec, { type: 'integer' });

export const numberOrNull = (spec: NumberSpec<number | null>) =>
  described(bounded(spec).nullable(), spec, { type: 'number', nullable: true });

export const integerOrNull = (spec: NumberSpec<number | null>) =>
  described(boundedInt(spec).nullable(), spec, { type: 'integer', nullable: true });

export const integerOr = <const W extends string>(word: W, spec: NumberSpec<number | NoInfer<W>>) =>
  described(z.union([boundedInt(spec), z.literal(word)]), spec, { type: 'integer', keywords: [word] });

export const numberOr = <const W extends string>(word: W, spec: NumberSpec<number | NoInfer<W>>) =>
  described(z.union([bounded(spec), z.literal(word)]), spec, { type: 'number', keywords: [word] });

export const numbers = (spec: NumberSpec<number[]>) =>
  described(z.array(bounded(spec)).min(1), spec, { type: 'number', list: {} });

export const threeNumbers = (spec: NumberSpec<[number, number, number]>) =>
  described(z.tuple([bounded(spec), bounded(spec), bounded(spec)]), spec, {
    type: 'number',
    list: { length: 3 },
  });

export const yesNo = (spec: Spec<boolean>) => described(z.boolean(), spec, { type: 'boolean' });

export const text = (spec: Spec<string>) => described(z.string().min(1).max(200), spec, { type: 'text' });

export const choice = <const T extends readonly string[]>(
  options: T,
  spec: Spec<NoInfer<T[number]>> & Pick<FieldMeta, 'optionWords'>,
) => described(z.enum(options), spec, { type: 'choice', options });

/** Settings under one heading; unknown names in it are refused. */
export const section = <S extends z.ZodRawShape>(meta: SectionMeta, shape: S) => {
  const schema = z.strictObject(shape);
  sectionRegistry.add(schema, meta);
  return schema;
};

/** A section that older recipes do not have; each setting in it has an `older` value. */
export const laterSection = <S extends z.ZodRawShape>(meta: SectionMeta, shape: S) =>
  section(meta, shape).prefault({} as never);

/** The schema of a section, a list or a setting itself, without the wrapper that fills in values for older recipes. */
export const withoutOlder = (schema: unknown): unknown =>
  schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
