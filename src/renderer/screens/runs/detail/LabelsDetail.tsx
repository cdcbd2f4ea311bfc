import { Button, Table } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, IterationView } from '../../../../contract';
import { toldByClass } from '../../../../core/calibration/summary';
import { StateBadge } from '../../../base/frame/StateBadge';
import { useNamedClasses } from '../../../base/program/use-classes';
import { TrustBar } from '../../../base/trust/TrustBar';
import { TrustNotes } from '../../../base/trust/TrustNotes';
import { count, duration, moment, percent } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { openReview } from '../experiment/ExperimentActions';
import styles from '../experiment/Runs.module.css';
import type { StepState } from '../experiment/states';
import { Figures } from './Figures';
import { SelectionBars } from './SelectionBars';

interface LabelsDetailProps {
  readonly experiment: ExperimentView;
  readonly iteration: IterationView;
  readonly state: StepState;
}

/** A teacher's pseudo-labels, and which of them its student gets, by class. */
export function LabelsDetail({ experiment, iteration, state }: LabelsDetailProps) {
  const { t } = useTranslation();
  const { labelling, selection, teacherRunId } = iteration;
  const teacher = experiment.runs.find(({ runId }) => runId === teacherRunId);
  const title = t('runs.labelsBy', { model: teacher ? modelName(teacher.name) : '', name: experiment.name });
  return (
    <>
      <header className={styles.head}>
        <h2 title={title}>{title}</h2>
        <StateBadge state={state} />
        <span style={{ flex: 1 }} />
        {labelling?.state === 'done' && (
          <Button
            size="compact-sm"
            variant={state === 'waits' ? 'filled' : 'default'}
            leftSection={<IconEye size={14} />}
            onClick={() => openReview(iteration)}
          >
            {t('runs.review')}
          </Button>
        )}
      </header>
      {labelling && (
        <Figures
          figures={[
            [t('runs.selection.images'), count(labelling.images)],
            [t('runs.selection.kept'), selection ? count(selection.states.kept) : '–'],
            [t('runs.facts.started'), moment(labelling.startedAt)],
            [
              t('runs.columns.time'),
              labelling.finishedAt ? duration((labelling.finishedAt - labelling.startedAt) / 1000) : '–',
            ],
          ]}
        />
      )}
      {selection && <SelectionBars selection={selection} />}
      {selection?.trust !== undefined && selection.states.kept > 0 && (
        <div style={{ marginTop: 12 }}>
          <TrustNotes trust={selection.trust} />
        </div>
      )}
      {selection && <ClassRows selection={selection} />}
    </>
  );
}

function ClassRows({ selection }: { readonly selection: NonNullable<IterationView['selection']> }) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  const perClass = selection.perClass.filter(
    ({ classId, available }) => available > 0 || (classes.get(classId)?.mergedInto ?? null) === null,
  );
  const told = selection.trust ? toldByClass(selection.trust) : [];
  const right = new Map(told.map((each) => [each.classId, each]));
  const rightShare = (classId: number) => {
    const its = right.get(classId);
    return (
      its && (
        <span style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
          <TrustBar its={its} name={classes.get(classId)?.name ?? ''} />
          {percent(its.share, 0)}
        </span>
      )
    );
  };
  return (
    <Table mt="md" verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('runs.selection.class')}</Table.Th>
          {(['available', 'kept', 'copies', 'short'] as const).map((column) => (
            <Table.Th key={column} ta="right" title={t(`runs.selection.help.${column}`)}>
              {t(`runs.selection.${column}`)}
            </Table.Th>
          ))}
          {told.length > 0 && <Table.Th title={t('trust.columnHelp')}>{t('trust.column')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {perClass.map(({ classId, available, kept, copies, short }) => (
          <Table.Tr key={classId}>
            <Table.Td>
              <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
                <span className={styles.dot} style={{ background: classes.get(classId)?.color }} />
                {classes.get(classId)?.name ?? '?'}
              </span>
            </Table.Td>
            {[available, kept, copies, short].map((value, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed.
              <Table.Td key={i} ta="right">
                {count(value)}
              </Table.Td>
            ))}
            {told.length > 0 && <Table.Td>{rightShare(classId)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
