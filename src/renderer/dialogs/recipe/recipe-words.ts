import type { RecipeOrigin } from '../../../contract';
import { type ArchName, architecture } from '../../../core/network/arch';
import { parameterCount } from '../../../core/network/parameters';
import { formatValue, type RecipeField } from '../../../core/recipe';
import { i18n } from '../../base/strings';

/** A sentence of another language for a setting or a group of them, where its file has one; English comes from the schema itself. */
function translated(path: string, part: 'title' | 'help', english: string): string {
  // Paths have dots, which would name groups of sentences.
  const key = `settings.${path.replaceAll('.', '/')}.${part}`;
  return i18n.exists(key) ? i18n.t(key as never) : english;
}

export const titleOf = ({ path, title }: RecipeField) => translated(path, 'title', title);
export const helpOf = ({ path, help }: RecipeField) => translated(path, 'help', help);

/** The heading of the group that a setting belongs to. */
export const sectionOf = ({ path, section }: RecipeField) =>
  translated(path.slice(0, Math.max(0, path.lastIndexOf('.'))), 'title', section);

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
