import type { RecipeOrigin } from '../../../contract';
import { encoderArch } from '../../../core/encoder/card';
import { type ArchName, architecture } from '../../../core/network/arch';
import { parameterCount } from '../../../core/network/parameters';
import {
  fieldAt,
  formatValue,
  type ModelSettings,
  type Path,
  pathOf,
  type RecipeField,
} from '../../../core/recipe';
import { modelOfIteration } from '../../../core/vocabulary/models';
import { i18n, spoken } from '../../base/strings';
import { modelName } from '../../base/words/model-name';

export const settingTitle = ({ words }: RecipeField) => spoken(words).title;
export const settingHelp = ({ words }: RecipeField) => spoken(words).help;

/** The heading of the group that a setting belongs to. */
export const sectionTitle = ({ section }: RecipeField) => spoken(section);

/** The label of an option, and a sentence about it if there is one. */
export function optionOf({ optionWords }: RecipeField, option: string): { title: string; help?: string } {
  const words = optionWords?.[option];
  return words ? spoken(words) : { title: option };
}

/** The help text beside a value: that of the option if it has one, else that of the setting. */
export function helpFor(field: RecipeField, value: unknown): string {
  const chosen = typeof value === 'string' ? optionOf(field, value).help : undefined;
  return chosen ?? settingHelp(field);
}

/** The value of a setting within a sentence; an option by its label. */
export function valueIn(field: RecipeField | undefined, value: unknown): string {
  return field && typeof value === 'string' ? optionOf(field, value).title : valueText(value);
}

/** The unit of a setting: "pixels", "epochs"; empty for a bare number. */
export const unitText = ({ unit }: RecipeField) => (unit ? spoken(unit) : '');

/** "Student’s noise: Magnitude": a title that distinguishes several settings of one name. */
export function placeText(path: string): string {
  const at = pathOf(path);
  const field = fieldAt(at);
  const title = field && settingTitle(field);
  return [field && whoseText(at, field), title].filter(Boolean).join(': ') || path;
}

function whoseText(path: Path, field: RecipeField): string | null {
  const [first, second] = path;
  if (first === 'students') return modelName(modelOfIteration(Number(second) + 1));
  if (first === 'teacher') return modelName({ code: 'teacher' });
  if (first === 'noise') return i18n.t(second === 'student' ? 'recipe.studentNoise' : 'recipe.teacherNoise');
  return path.length > 1 ? sectionTitle(field) : null;
}

/** A value as it stands in a sentence: "none", "yes", "0.97", "14, 14, 28". */
export function valueText(value: unknown): string {
  if (value === undefined) return '–';
  if (value === null) return i18n.t('common.none');
  if (typeof value === 'boolean') return i18n.t(value ? 'recipe.yes' : 'recipe.no');
  return formatValue(value);
}

/** A model within a sentence: "b0 · 5.3 M parameters", "encoder dinov2-small". */
export function modelWords({ arch, weights }: ModelSettings, classes: number): string {
  return arch === encoderArch ? i18n.t('recipe.encoder.named', { name: weights }) : archText(arch, classes);
}

/** "b0 · 5.3 M parameters" */
export function archText(arch: ArchName, classes: number): string {
  return i18n.t('recipe.arch', { arch, parameters: parametersText(arch, classes) });
}

export function parametersText(arch: ArchName, classes: number): string {
  const count = parameterCount(architecture(arch), Math.max(2, classes));
  return count >= 1e6 ? `${(count / 1e6).toPrecision(3)} M` : `${Math.round(count / 1e3)} k`;
}

/** The recipe that a draft was started from, in words. */
export function originText(origin: RecipeOrigin): string {
  if (origin.kind === 'preset') return origin.name;
  if (origin.kind === 'pasted') return i18n.t('recipe.pasted');
  return origin.name;
}
