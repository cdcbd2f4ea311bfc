import {
  describeRecipe,
  type GroupName,
  groupNames,
  type PartName,
  type RecipeField,
} from '../../../core/recipe';

export interface FieldPart {
  readonly name: PartName | null;
  readonly fields: readonly RecipeField[];
}

export interface FieldGroup {
  readonly name: GroupName;
  readonly parts: readonly FieldPart[];
}

/** Every setting of a recipe in the group that it names, in the order of the schema. Those of students have a `*` in their path. */
export const fieldGroups: readonly FieldGroup[] = groupNames.map((name) => ({
  name,
  parts: partsOf(describeRecipe().filter(({ group }) => group === name)),
}));

/** Settings one after the other that name the same part stand under one heading. */
function partsOf(fields: readonly RecipeField[]): FieldPart[] {
  const parts: { name: PartName | null; fields: RecipeField[] }[] = [];
  for (const field of fields) {
    const name = field.part ?? null;
    if (parts.at(-1)?.name === name) parts.at(-1)?.fields.push(field);
    else parts.push({ name, fields: [field] });
  }
  return parts;
}

/** Settings of a model, which stand in a table of models and not in rows of their own. */
export function isModelField({ path }: Pick<RecipeField, 'path'>): boolean {
  return path.startsWith('teacher.') || path.startsWith('students.');
}

/**
 * Settings whose title alone would not say what they are about, since beside them stand others of another section: "Amount" of the
 * teacher's length and of the student's.
 */
export function needSection(fields: readonly RecipeField[]): ReadonlySet<RecipeField> {
  const depth = ({ path }: RecipeField) => path.split('.').length;
  const sections = new Set(fields.map(({ section }) => section.en));
  const least = Math.min(...fields.map(depth));
  const most = Math.max(...fields.map(depth));
  if (sections.size < 2) return new Set();
  return new Set(fields.filter((field) => depth(field) > 2 && (depth(field) > least || least === most)));
}
