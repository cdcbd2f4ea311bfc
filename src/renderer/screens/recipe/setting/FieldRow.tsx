import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type RecipeField, unusedReason, valueAt } from '../../../../core/recipe';
import { spoken } from '../../../base/strings';
import { sentenceOf } from '../../../base/studio/errors';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import {
  helpFor,
  placeText,
  sectionTitle,
  settingTitle,
  unitText,
  valueIn,
  valueText,
} from '../../../dialogs/recipe/recipe-words';
import { fieldId } from '../shown/form-view';
import styles from './Setting.module.css';
import { SettingInput } from './SettingInput';

interface FieldRowProps {
  readonly field: RecipeField;
  /** Whether the title must include the section. */
  readonly withSection: boolean;
  readonly editor: DraftEditor;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** One setting: title, control with unit and range or error, and a button for the paper's value. */
export function FieldRow({ field, withSection, editor }: FieldRowProps) {
  const { draft, problems, change } = editor;
  const { path } = field;
  const at = path.split('.');
  const value = valueAt(draft.settings, at);
  const base = valueAt(draft.base, at);
  const reason = unusedReason(draft.settings, path);
  const problem = problems.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return (
    <div
      className={styles.row}
      data-changed={!same(value, base) || undefined}
      data-unused={reason ? true : undefined}
    >
      <div>
        <label htmlFor={fieldId(path)} className={styles.title}>
          {withSection ? `${sectionTitle(field)}: ${settingTitle(field)}` : settingTitle(field)}
        </label>
        {!same(value, base) && <Reset to={valueIn(field, base)} run={() => change(path, base)} />}
        <p className={styles.help}>{helpFor(field, value)}</p>
      </div>
      <div>
        <SettingInput
          field={field}
          path={path}
          value={value}
          disabled={reason !== null}
          invalid={problem !== undefined}
          change={(next) => change(path, next)}
        />
        {problem && !reason ? (
          <p className={styles.problem} role="alert">
            {sentenceOf(problem)}
          </p>
        ) : (
          <p className={styles.range}>{reason ? spoken(reason) : rangeText(field)}</p>
        )}
      </div>
      <Paper field={field} value={value} set={() => change(path, field.paper)} disabled={reason !== null} />
    </div>
  );
}

function Reset({ to, run }: { readonly to: string; readonly run: () => void }) {
  const { t } = useTranslation();
  const label = t('recipe.reset', { value: to });
  return (
    <Tooltip label={label}>
      <ActionIcon size={18} aria-label={label} onClick={run} ml={4} className={styles.reset}>
        <IconArrowBackUp size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

/** "8 to 1,024 pixels", with the words that are allowed in place of the number. */
function rangeText(field: RecipeField): string {
  if (field.type !== 'number' && field.type !== 'integer') return '';
  const words = [...(field.keywords ?? []), ...(field.nullable ? [valueText(null)] : [])];
  const range = [valueText(field.min), '–', valueText(field.max), unitText(field)].filter(Boolean).join(' ');
  return [range, ...words].join(', ');
}

interface PaperProps {
  readonly field: RecipeField;
  readonly value: unknown;
  readonly set: () => void;
  readonly disabled: boolean;
  /** Short form for a narrow column. */
  readonly compact?: boolean;
}

/** The paper's value; a click sets it. */
export function Paper({ field, value, set, disabled, compact }: PaperProps) {
  const { t } = useTranslation();
  if (field.paper === undefined) return <span className={styles.noPaper}>{t('recipe.notInPaper')}</span>;
  if (same(value, field.paper))
    return (
      <span className={styles.isPaper}>
        <IconCheck size={13} aria-hidden={!compact} aria-label={compact ? t('recipe.asPaper') : undefined} />
        {!compact && t('recipe.asPaper')}
      </span>
    );
  const text = valueIn(field, field.paper);
  return (
    <Tooltip label={t('recipe.usePaper', { value: text })}>
      <UnstyledButton
        className={styles.paper}
        disabled={disabled}
        onClick={set}
        aria-label={t('recipe.setToPaper', { title: placeText(field.path), value: text })}
      >
        {!compact && <span>{t('recipe.paper')}</span>} {text}
      </UnstyledButton>
    </Tooltip>
  );
}
