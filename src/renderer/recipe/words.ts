import { type ArchName, architecture, parameterCount } from '../../core/arch';
import { formatValue, type RecipeField } from '../../core/recipe';
import type { RecipeOrigin } from '../../studio/contract';
import { i18n } from '../strings';

/** A sentence of another language for a setting, where its file has one; English comes from the schema itself. */
function translated(field: RecipeField, part: 'title' | 'help'): string {
  // Paths have dots, which would name groups of sentences.
  const key = `settings.${field.path.replaceAll('.', '/')}.${part}`;
  return i18n.exists(key) ? i18n.t(key as never) : field[part];
}

export const titleOf = (field: RecipeField) => translated(field, 'title');
export const helpOf = (field: RecipeField) => translated(field, 'help');

/** "pixels", "epochs"; nothing for a bare number. */
export function unitOf({ unit }: RecipeField): string {
  if (!unit) return '';
  const key = `settings.units.${unit}`;
  return i18n.exists(key) ? i18n.t(key as never) : unit;
}

/** A value as it stands in a sentence: "none", "yes", "0.97", "14, 14, 28". */
export function valueText(value: unknown): string {
  if (value === undefined) return '–';
  if (value === null) return i18n.t('common.none');
  if (typeof value === 'boolean') return i18n.t(value ? 'recipe.yes' : 'recipe.no');
  return formatValue(value);
}

/** "b0 · 5.3 M parameters" */
export function archText(arch: ArchName, classes: number): string {
  return i18n.t('recipe.arch', { arch, parameters: parametersText(arch, classes) });
}

export function parametersText(arch: ArchName, classes: number): string {
  const count = parameterCount(architecture(arch), Math.max(2, classes));
  return count >= 1e6 ? `${(count / 1e6).toPrecision(3)} M` : `${Math.round(count / 1e3)} k`;
}

/** What a draft was started from, in words. */
export function originText(origin: RecipeOrigin): string {
  if (origin.kind === 'preset') return origin.name;
  if (origin.kind === 'pasted') return i18n.t('recipe.pasted');
  return origin.name;
}
