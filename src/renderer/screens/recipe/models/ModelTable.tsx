import { ActionIcon, Button, Select, Table, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { encoderArch } from '../../../../core/encoder/card';
import { firstRunOf } from '../../../../core/methods';
import { archNames } from '../../../../core/network/arch';
import {
  describeRecipe,
  type RecipeField,
  type StudentSettings,
  unusedReason,
  valueAt,
} from '../../../../core/recipe';
import { modelOfIteration } from '../../../../core/vocabulary/models';
import { spoken } from '../../../base/strings';
import { ask } from '../../../base/studio/connection';
import { sentenceOf } from '../../../base/studio/errors';
import { modelName } from '../../../base/words/model-name';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import { parametersText, settingHelp, settingTitle } from '../../../dialogs/recipe/recipe-words';
import { Paper } from '../setting/FieldRow';
import settingStyles from '../setting/Setting.module.css';
import { TypedSetting } from '../setting/SettingInput';
import { fieldId } from '../shown/form-view';
import styles from './ModelTable.module.css';
import { mostStudents, type StudentsChange, withoutStudent, withStudent } from './students';
import { WeightsSelect } from './WeightsSelect';

const columns = ['arch', 'weights', 'dropout', 'survival'] as const;

const fieldOf = (name: (typeof columns)[number]) =>
  describeRecipe().find(({ path }) => path === `students.*.${name}`) as RecipeField;

/** The teacher and the students, a row for each; further iterations repeat the last student. */
export function ModelTable({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const { draft, put } = editor;
  const students = valueAt(draft.settings, ['students']);
  const list = Array.isArray(students) ? (students as StudentSettings[]) : [];
  const iterations = valueAt(draft.settings, ['iterations']);
  const now = { students: list, iterations: typeof iterations === 'number' ? iterations : list.length };
  const set = (next: StudentsChange) =>
    put({ ...draft, settings: { ...(draft.settings as object), ...next } });
  const first = modelOfIteration(0, firstRunOf(valueAt(draft.settings, ['method'])));
  const repeats = now.iterations > list.length && list.length > 0;
  return (
    <div className={styles.models}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('recipe.role')}</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name}>
                <Tooltip label={settingHelp(fieldOf(name))}>
                  <span>{settingTitle(fieldOf(name))}</span>
                </Tooltip>
              </Table.Th>
            ))}
            <Table.Th aria-label={t('recipe.remove')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <ModelRow name={modelName(first)} path="teacher" editor={editor} />
          {list.map((_, i) => (
            <ModelRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a student is its place in the list
              key={i}
              name={modelName(modelOfIteration(i + 1))}
              path={`students.${i}`}
              editor={editor}
              remove={list.length > 1 ? () => set(withoutStudent(now, i)) : undefined}
            />
          ))}
        </Table.Tbody>
      </Table>
      <div className={styles.modelsFoot}>
        <Button
          variant="default"
          size="compact-xs"
          style={{ flex: 'none' }}
          leftSection={<IconPlus size={13} />}
          disabled={list.length === 0 || list.length >= mostStudents}
          onClick={() => set(withStudent(now))}
        >
          {t('recipe.addStudent')}
        </Button>
        <span>{repeats && t('recipe.repeats', { number: list.length, last: now.iterations })}</span>
      </div>
    </div>
  );
}

interface ModelRowProps {
  readonly name: string;
  /** `teacher`, or `students.0`. */
  readonly path: string;
  readonly editor: DraftEditor;
  readonly remove?: () => void;
}

function ModelRow({ name, path, editor, remove }: ModelRowProps) {
  const { t } = useTranslation();
  const { draft, problems, change } = editor;
  const read = (part: string) => valueAt(draft.settings, [...path.split('.'), part]);
  const reason = unusedReason(draft.settings, `${path}.arch`);
  const wrong = problems.filter((each) => each.path.startsWith(`${path}.`));
  const isWrong = (part: string) => wrong.some((each) => each.path === `${path}.${part}`);
  return (
    <>
      <Table.Tr data-unused={reason ? true : undefined}>
        <Table.Td>{name}</Table.Td>
        <Table.Td>
          <ArchSelect
            id={fieldId(`${path}.arch`)}
            label={`${name}: ${settingTitle(fieldOf('arch'))}`}
            value={read('arch')}
            encoders={path === 'teacher'}
            disabled={reason !== null}
            invalid={isWrong('arch')}
            change={(next) => change(`${path}.arch`, next)}
          />
        </Table.Td>
        <Table.Td>
          <WeightsSelect
            id={fieldId(`${path}.weights`)}
            label={`${name}: ${settingTitle(fieldOf('weights'))}`}
            arch={read('arch')}
            value={read('weights')}
            disabled={unusedReason(draft.settings, `${path}.weights`) !== null}
            invalid={isWrong('weights')}
            change={(next) => change(`${path}.weights`, next)}
          />
        </Table.Td>
        {(['dropout', 'survival'] as const).map((part) => (
          <Table.Td key={part}>
            <div className={settingStyles.modelNumber}>
              <TypedSetting
                field={fieldOf(part)}
                path={`${path}.${part}`}
                value={read(part)}
                disabled={unusedReason(draft.settings, `${path}.${part}`) !== null}
                invalid={isWrong(part)}
                change={(next) => change(`${path}.${part}`, next)}
              />
              <Paper
                field={fieldOf(part)}
                value={read(part)}
                set={() => change(`${path}.${part}`, fieldOf(part).paper)}
                disabled={unusedReason(draft.settings, `${path}.${part}`) !== null}
                compact
              />
            </div>
          </Table.Td>
        ))}
        <Table.Td>
          {remove && (
            <Tooltip label={t('recipe.removeStudent', { name })}>
              <ActionIcon size="sm" aria-label={t('recipe.removeStudent', { name })} onClick={remove}>
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          )}
        </Table.Td>
      </Table.Tr>
      {(reason || wrong.length > 0) && (
        <Table.Tr className={styles.modelNote}>
          <Table.Td />
          <Table.Td colSpan={5} className={reason ? settingStyles.range : settingStyles.problem}>
            {reason ? spoken(reason) : wrong.map(sentenceOf).join(' ')}
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

interface ArchSelectProps {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  /** Whether an encoder can be chosen. */
  readonly encoders: boolean;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly change: (value: string) => void;
}

/** The choice of the model, with the number of parameters of each for the project's number of classes. */
function ArchSelect({ id, label, value, encoders, disabled, invalid, change }: ArchSelectProps) {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const classes = overview?.classes.length ?? 10;
  const networks = archNames.map((arch) => ({
    value: arch as string,
    label: `${arch} · ${parametersText(arch, classes)}`,
  }));
  return (
    <Select
      id={id}
      aria-label={label}
      data={[...networks, ...(encoders ? [{ value: encoderArch, label: t('recipe.encoder.arch') }] : [])]}
      value={typeof value === 'string' ? value : null}
      disabled={disabled}
      error={invalid}
      allowDeselect={false}
      maxDropdownHeight={340}
      onChange={(chosen) => chosen !== null && change(chosen)}
    />
  );
}
