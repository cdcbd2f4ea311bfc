import {
  describeRecipe,
  type GroupName,
  groupNames,
  type PartName,
  type RecipeField,
} from '../../../../core/recipe';

export interface FieldPart {
  readonly name: PartName | null;
  readonly fields: readonly RecipeField[];
}

export interface FieldGroup {
  readonly name: GroupName;
  readonly parts: readonly FieldPart[];
}

/**
 * All settings of a recipe by group, in the order of the schema. Settings of students have a `*` in their
 * path.
 */
export const fieldGroups: readonly FieldGroup[] = groupNames.map((name) => ({
  name,
  parts: partsOf(describeRecipe().filter(({ group }) => group === name)),
}));

/** Puts consecutive settings that name the same part under one heading. */
function partsOf(fields: readonly RecipeField[]): FieldPart[] {
  const parts: { name: PartName | null; fields: RecipeField[] }[] = [];
  for (const field of fields) {
    const name = field.part ?? null;
    if (parts.at(-1)?.name === name) parts.at(-1)?.fields.push(field);
    else parts.push({ name, fields: [field] });
  }
  return parts;
}

/** Whether a setting belongs to a model: these settings are in the table of models and have no rows of their own. */
export function isModelField({ path }: Pick<RecipeField, 'path'>): boolean {
  return path.startsWith('teacher.') || path.startsWith('students.');
}

/**
 * Settings whose title is ambiguous without its section, because the same title exists in another one:
 * "Amount" of the teacher's length and of the student's.
 */
export function needSection(fields: readonly RecipeField[]): ReadonlySet<RecipeField> {
  const depth = ({ path }: RecipeField) => path.split('.').length;
  const sections = new Set(fields.map(({ section }) => section.en));
  const least = Math.min(...fields.map(depth));
  const most = Math.max(...fields.map(depth));
  if (sections.size < 2) return new Set();
  return new Set(fields.filter((field) => depth(field) > 2 && (depth(field) > least || least === most)));
}
