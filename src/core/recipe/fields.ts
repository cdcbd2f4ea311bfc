import { z } from 'zod';

/** A value as it stands in a recipe file. */
export type FieldValue = string | number | boolean | null | readonly number[];

/** What is said about one setting, once, for the window's form and for the command line's help. */
export interface FieldMeta {
  readonly title: string;
  /** One sentence: what the setting does and what to think of when changing it. */
  readonly help: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'choice' | 'text';
  /** A person decides this in nearly every experiment: it stays in sight while the rest, well served by a preset, is folded away. */
  readonly essential?: boolean;
  /** The paper's (or its released code's) value; absent where the paper knows no such setting. */
  readonly paper?: FieldValue;
  readonly unit?: string;
  /** Smallest and largest allowed number, both included. */
  readonly min?: number;
  readonly max?: number;
  readonly options?: readonly string[];
  /** Words that may stand in place of the number, such as `auto`. */
  readonly words?: readonly string[];
  /** The setting may be `null`: switched off. */
  readonly nullable?: boolean;
  /** The setting is a list of such values; `length` is set where the list has a fixed length. */
  readonly list?: { readonly length?: number };
}

/** The heading of a group of settings. */
export interface SectionMeta {
  readonly title: string;
  readonly help: string;
}

export const fieldRegistry = z.registry<FieldMeta>();
export const sectionRegistry = z.registry<SectionMeta>();

type NumberSpec = Omit<FieldMeta, 'type' | 'options' | 'words' | 'nullable' | 'list'> & {
  readonly min: number;
  readonly max: number;
};
type Spec = Pick<FieldMeta, 'title' | 'help' | 'essential' | 'paper'>;

const bounded = (spec: NumberSpec) => z.number().min(spec.min).max(spec.max);
const boundedInt = (spec: NumberSpec) => z.int().min(spec.min).max(spec.max);

function described<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  fieldRegistry.add(schema, meta);
  return schema;
}

export const number = (spec: NumberSpec) => described(bounded(spec), { ...spec, type: 'number' });

export const integer = (spec: NumberSpec) => described(boundedInt(spec), { ...spec, type: 'integer' });

export const numberOrNull = (spec: NumberSpec) =>
  described(bounded(spec).nullable(), { ...spec, type: 'number', nullable: true });

export const integerOrNull = (spec: NumberSpec) =>
  described(boundedInt(spec).nullable(), { ...spec, type: 'integer', nullable: true });

export const integerOr = <const W extends string>(word: W, spec: NumberSpec) =>
  described(z.union([boundedInt(spec), z.literal(word)]), { ...spec, type: 'integer', words: [word] });

export const numbers = (spec: NumberSpec) =>
  described(z.array(bounded(spec)).min(1), { ...spec, type: 'number', list: {} });

export const threeNumbers = (spec: NumberSpec) =>
  described(z.tuple([bounded(spec), bounded(spec), bounded(spec)]), {
    ...spec,
    type: 'number',
    list: { length: 3 },
  });

export const yesNo = (spec: Spec) => described(z.boolean(), { ...spec, type: 'boolean' });

export const text = (spec: Spec) => described(z.string().min(1).max(200), { ...spec, type: 'text' });

export const choice = <const T extends readonly string[]>(options: T, spec: Spec) =>
  described(z.enum(options), { ...spec, type: 'choice', options });

/** A choice that recipes of older versions do not have: they mean `value`. */
export const choiceSince = <const T extends readonly [string, ...string[]]>(
  options: T,
  value: T[number],
  spec: Spec,
) => described(z.enum(options).default(value as never), { ...spec, type: 'choice', options });

/** A group of settings under one heading; unknown names in it are refused. */
export const section = <S extends z.ZodRawShape>(meta: SectionMeta, shape: S) => {
  const schema = z.strictObject(shape);
  sectionRegistry.add(schema, meta);
  return schema;
};
