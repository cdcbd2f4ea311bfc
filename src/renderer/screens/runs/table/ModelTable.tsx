import { Button, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../../contract';
import { chooseRow } from '../../../base/kept/chosen-row';
import { count } from '../../../base/words/format';
import { teacherOf } from '../../../base/words/teacher-of';
import shared from '../experiment/Runs.module.css';
import styles from './ModelTable.module.css';
import {
  type ModelColumnName,
  type ModelRow,
  modelColumn,
  modelColumnNames,
  sortedModels,
} from './model-columns';
import { modelSort, runsView, shownColumns } from './table-view';

const rowHeight = 31;

/** Every model of every experiment, sorted by any column; a click on a row opens its model. */
export function ModelTable({ experiments }: { readonly experiments: readonly ExperimentView[] }) {
  const { t } = useTranslation();
  const sort = modelSort.use();
  const shown = shownColumns.use();
  const columns = modelColumnNames.filter((name) => shown.includes(name));
  const models = useMemo(() => modelsOf(experiments), [experiments]);
  const rows = useMemo(() => sortedModels(models, sort), [models, sort]);
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setFocused(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-index="${next}"]`)?.focus(),
    );
  };
  const press = (event: KeyboardEvent, index: number) => {
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 },
    };
    if (event.key === 'Enter' || event.key === ' ') open(rows[index]);
    else if (event.key in steps) focus(steps[event.key]);
    else return;
    event.preventDefault();
  };
  const tab = Math.min(focused, rows.length - 1);
  return (
    <div className={styles.modelTable}>
      <div className={styles.modelTableHead}>
        <Text fz="xs" c="dimmed">
          {t('runs.table.models', { count: rows.length, n: count(rows.length) })}
        </Text>
        <Columns shown={shown} />
      </div>
      <div ref={scroller} className={styles.modelRows}>
        <table aria-label={t('runs.table.title')} aria-rowcount={rows.length} data-testid="model-table">
          <thead>
            <tr>
              {columns.map((name) => (
                <Heading key={name} name={name} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Space height={items[0]?.start ?? 0} columns={columns.length} />
            {items.map(({ index }) => {
              const row = rows[index];
              return (
                <tr
                  key={row.run.runId}
                  data-index={index}
                  aria-rowindex={index + 1}
                  tabIndex={index === tab ? 0 : -1}
                  style={{ height: rowHeight }}
                  onFocus={() => setFocused(index)}
                  onClick={() => open(row)}
                  onKeyDown={(event) => press(event, index)}
                >
                  {columns.map((name) => (
                    <Cell key={name} name={name} row={row} />
                  ))}
                </tr>
              );
            })}
            <Space height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns.length} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

function modelsOf(experiments: readonly ExperimentView[]): ModelRow[] {
  return experiments.flatMap((experiment) =>
    experiment.runs.map((run) => ({ experiment, run, base: teacherOf(experiment, run) })),
  );
}

/** Shows a model's details in the tree. */
function open({ run }: ModelRow): void {
  chooseRow(`r${run.runId}`);
  runsView.set('tree');
}

/** Takes the place of rows that are out of sight. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}

function Heading({ name }: { readonly name: ModelColumnName }) {
  const { t } = useTranslation();
  const { by, descending } = modelSort.use();
  const { isNumber } = modelColumn(name);
  const Arrow = descending ? IconChevronDown : IconChevronUp;
  const order = () =>
    modelSort.set({ by: name, descending: by === name ? !descending : isNumber && name !== 'size' });
  return (
    <th
      scope="col"
      data-number={isNumber || undefined}
      aria-sort={by !== name ? 'none' : descending ? 'descending' : 'ascending'}
    >
      <UnstyledButton fz="xs" fw={600} onClick={order}>
        {t(`runs.table.columns.${name}`)}
        {by === name && <Arrow size={12} aria-hidden />}
      </UnstyledButton>
    </th>
  );
}

function Cell({ name, row }: { readonly name: ModelColumnName; readonly row: ModelRow }) {
  const { text, beside, isNumber } = modelColumn(name);
  const words = text(row);
  const more = beside?.(row);
  return (
    <td data-number={isNumber || undefined} title={isNumber ? undefined : words}>
      {words}
      {more && <span className={shared.faint}> {more}</span>}
    </td>
  );
}

/** The menu that chooses which columns are shown; at least one always is. */
function Columns({ shown }: { readonly shown: readonly ModelColumnName[] }) {
  const { t } = useTranslation();
  const toggle = (name: ModelColumnName) =>
    shownColumns.set(shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name]);
  return (
    <Menu
      position="bottom-end"
      width={200}
      closeOnItemClick={false}
      menuItemTabIndex={0}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconColumns3 size={14} />}>
          {t('runs.table.choose')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(420px, 60vh)" style={{ overflow: 'auto' }}>
        {modelColumnNames.map((name) => {
          const isShown = shown.includes(name);
          return (
            <Menu.CheckboxItem
              key={name}
              checked={isShown}
              disabled={isShown && shown.length === 1}
              onChange={() => toggle(name)}
            >
              {t(`runs.table.columns.${name}`)}
            </Menu.CheckboxItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
