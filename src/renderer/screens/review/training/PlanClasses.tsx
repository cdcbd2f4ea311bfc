import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SelectionChoice, TrainingPlan, TrustSummary } from '../../../../contract';
import { leastOf } from '../../../../core/selection';
import { fractionText } from '../../../../core/words/shares';
import { Swatch } from '../../../base/frame/Swatch';
import { TrustBar } from '../../../base/trust/TrustBar';
import { count, percent } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import classes from './TrainDialog.module.css';

const columns = ['labelled', 'kept', 'copies', 'short'] as const;

/** The height of a dialog's title, in pixels: the head of the table stays below it while the dialog scrolls. */
const dialogHead = 60;

interface PlanClassesProps {
  readonly plan: TrainingPlan;
  readonly choice: SelectionChoice;
  readonly known: Classes;
  readonly trust: TrustSummary | null;
}

/** What the next student learns of each class, and how much of it is probably right. */
export function PlanClasses({ plan, choice, trust, known }: PlanClassesProps) {
  const { t } = useTranslation();
  const least = choice.classThresholds.length > 0 ? leastOf(choice) : null;
  const right = new Map(trust?.byClass.map((each) => [each.classId, each]));
  return (
    <Table verticalSpacing={2} stickyHeader stickyHeaderOffset={dialogHead}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('review.train.class')}</Table.Th>
          {least && <Table.Th ta="right">{t('review.train.least')}</Table.Th>}
          {columns.map((column) => (
            <Table.Th key={column} ta="right">
              {t(`review.train.columns.${column}`)}
            </Table.Th>
          ))}
          {trust && <Table.Th title={t('trust.columnHelp')}>{t('trust.column')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {plan.balance.classes.map((its) => (
          <Table.Tr key={its.classId}>
            <Table.Td className={classes.planClass} title={known.byId.get(its.classId)?.name}>
              <Swatch color={known.byId.get(its.classId)?.color} /> {known.byId.get(its.classId)?.name}
            </Table.Td>
            {least && <Table.Td ta="right">{fractionText(least(its.classId))}</Table.Td>}
            {columns.map((column) => (
              <Table.Td key={column} ta="right">
                {count(its[column])}
              </Table.Td>
            ))}
            {trust && (
              <Table.Td>
                <RightShare its={right.get(its.classId)} name={known.byId.get(its.classId)?.name ?? ''} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RightShareProps {
  readonly its: TrustSummary['byClass'][number] | undefined;
  readonly name: string;
}

function RightShare({ its, name }: RightShareProps) {
  if (!its) return null;
  return (
    <span className={classes.rightShare}>
      <TrustBar its={its} name={name} />
      {percent(its.share, 0)}
    </span>
  );
}
