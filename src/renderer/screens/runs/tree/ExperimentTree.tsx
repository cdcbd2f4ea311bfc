import { Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Gain } from '../../../base/frame/Gain';
import { StateBadge } from '../../../base/frame/StateBadge';
import { count, duration, moment, percent } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { teacherOf } from '../../../base/words/teacher-of';
import { ExperimentActions } from '../experiment/ExperimentActions';
import { gainOver } from '../experiment/gain';
import shared from '../experiment/Runs.module.css';
import type { StepState } from '../experiment/states';
import { compared, setOpen, toggleCompared } from './choice';
import styles from './Tree.module.css';
import type { TreeRow } from './tree';

interface TreeProps {
  readonly rows: readonly TreeRow[];
  /** Key of the row whose details are shown. */
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
}

/**
 * Experiments as a tree: teacher, its pseudo-labels, student, its pseudo-labels … Arrows move, Space ticks a
 * model for comparison.
 */
export function ExperimentTree({ rows, chosen, choose }: TreeProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    choose(row.key);
    body.current?.querySelector<HTMLElement>(`[data-key="${row.key}"]`)?.focus();
  };
  const move = (event: KeyboardEvent, row: TreeRow, index: number) => {
    // While a button of the row has the focus, keys belong to the button.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressed(event.key, row, index, { rows, focus })) event.preventDefault();
  };
  const stop = rows.some(({ key }) => key === chosen) ? chosen : rows[0]?.key;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of rows that open is a tree grid (ARIA).
    <table role="treegrid" aria-label={t('runs.tree')} className={styles.tree}>
      <thead>
        <tr className={`${styles.row} ${styles.columns}`}>
          {(['name', 'state', 'validation', 'test', 'gain', 'time'] as const).map((column) => (
            <th
              key={column}
              scope="col"
              title={t(`runs.columnHelp.${column}`)}
              className={column === 'name' || column === 'state' ? undefined : styles.number}
            >
              {t(`runs.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => (
          <tr
            key={row.key}
            data-key={row.key}
            data-kind={row.kind}
            className={row.kind === 'experiment' ? styles.experiment : styles.row}
            aria-level={row.kind === 'experiment' ? 1 : 2}
            aria-expanded={row.kind === 'experiment' ? row.open : undefined}
            aria-selected={row.key === chosen}
            tabIndex={row.key === stop ? 0 : -1}
            onClick={(event) => isButton(event.target) || choose(row.key)}
            onKeyDown={(event) => move(event, row, index)}
          >
            {row.kind === 'experiment' && <ExperimentCells row={row} />}
            {row.kind === 'run' && <RunCells row={row} />}
            {row.kind === 'labels' && <LabelCells row={row} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A click on a button of a row does not choose the row as well. */
const isButton = (target: EventTarget) => target instanceof Element && target.closest('button') !== null;

/** Handles the rows' keys; returns whether the key is one of them. */
function pressed(
  key: string,
  row: TreeRow,
  index: number,
  { rows, focus }: { rows: readonly TreeRow[]; focus: (index: number) => void },
): boolean {
  const { experiment } = row;
  const folds = row.kind === 'experiment';
  if (key === 'ArrowDown') focus(index + 1);
  else if (key === 'ArrowUp') focus(index - 1);
  else if (key === 'Home') focus(0);
  else if (key === 'End') focus(rows.length - 1);
  else if (key === 'Enter') focus(index);
  else if (key === 'ArrowRight' && folds && !row.open) setOpen(experiment.id, true);
  else if (key === 'ArrowRight') focus(index + 1);
  else if (key === 'ArrowLeft' && folds) setOpen(experiment.id, false);
  else if (key === 'ArrowLeft') focus(rows.findIndex((each) => each.experiment.id === experiment.id));
  else if (key === ' ' && row.kind === 'run') toggleCompared(row.run.runId);
  else return false;
  return true;
}

function ExperimentCells({ row }: { readonly row: Extract<TreeRow, { kind: 'experiment' }> }) {
  const { t } = useTranslation();
  const { experiment, open, state } = row;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <td className={styles.title}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={t(open ? 'runs.fold' : 'runs.unfold', { name: experiment.name })}
          onClick={() => setOpen(experiment.id, !open)}
        >
          <Chevron size={15} />
        </button>
        <span className={styles.names}>
          <span className={styles.name} title={experiment.name}>
            {experiment.name}
          </span>
          <span className={shared.faint}>
            {experiment.recipe.name} · {moment(experiment.createdAt)}
          </span>
        </span>
      </td>
      <td className={styles.actions}>
        <StateBadge state={state} />
        <ExperimentActions experiment={experiment} state={state} />
      </td>
    </>
  );
}

function RunCells({ row }: { readonly row: Extract<TreeRow, { kind: 'run' }> }) {
  const { t } = useTranslation();
  const { experiment, run, share } = row;
  const gain = gainOver(teacherOf(experiment, run), run);
  const marked = compared.use().includes(run.runId);
  return (
    <>
      <td className={styles.step} style={{ paddingLeft: indent(run.iteration) }}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={marked}
          aria-label={t('runs.compareOne', { model: modelName(run.name), name: experiment.name })}
          onChange={() => toggleCompared(run.runId)}
          onClick={(event) => event.stopPropagation()}
        />
        <span className={shared.clip} title={run.arch}>
          {modelName(run.name)}
        </span>
      </td>
      <State state={row.state} share={share} />
      <Cell value={percent(run.validationAccuracy)} />
      <Cell value={percent(run.testAccuracy)} />
      <td className={styles.number}>
        <Gain value={gain?.gain ?? null} title={gain ? t(`runs.gainOn.${gain.split}`) : undefined} />
      </td>
      <Cell value={duration(run.seconds)} />
    </>
  );
}

function LabelCells({ row }: { readonly row: Extract<TreeRow, { kind: 'labels' }> }) {
  const { t } = useTranslation();
  const { experiment, iteration, state, share } = row;
  const { labelling, selection } = iteration;
  const teacher = experiment.runs.find(({ runId }) => runId === iteration.teacherRunId);
  const above = iteration.number - 1;
  const words =
    teacher && teacher.iteration !== above
      ? t('runs.pseudoLabelsBy', { model: modelName(teacher.name) })
      : t('runs.pseudoLabels');
  const seconds =
    labelling?.finishedAt && labelling.state === 'done'
      ? (labelling.finishedAt - labelling.startedAt) / 1000
      : null;
  return (
    <>
      <td className={styles.step} style={{ paddingLeft: indent(iteration.number - 1) + 22 }}>
        <span className={shared.faint} title={words}>
          {words}
        </span>
      </td>
      <State state={state} share={share} />
      <td className={styles.kept}>
        {selection
          ? t('runs.keptOf', { kept: count(selection.states.kept), all: count(selection.images) })
          : ''}
      </td>
      <Cell value={duration(seconds)} />
    </>
  );
}

/** Each student is indented a little further than its teacher. */
const indent = (iteration: number) => 24 + Math.min(6, iteration) * 10;

function State({ state, share }: { readonly state: StepState; readonly share: number | null }) {
  return (
    <td>
      {share === null ? (
        <StateBadge state={state} />
      ) : (
        <span className={styles.progress} title={percent(share)}>
          <span style={{ width: `${share * 100}%` }} />
          <b>{percent(share, 0)}</b>
        </span>
      )}
    </td>
  );
}

function Cell({ value }: { readonly value: string }) {
  return <td className={styles.number}>{value}</td>;
}
