import { Button, Select, Text, UnstyledButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LabelOrder, LabelOverview, LabelView, NearCounts } from '../../../contract';
import { count } from '../../base/format';
import { modelName } from '../../base/model-name';
import { i18n } from '../../base/strings';
import { ask } from '../../base/studio/connection';
import { ClassPanel } from './ClassPanel';
import { choiceOf, type LabelChoice, ordersOf } from './choice';
import styles from './Label.module.css';
import type { LabelSession } from './label-session';

interface SidebarProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
}

/** Which images, in which order, and the classes with their counts. */
export function Sidebar({ session, overview }: SidebarProps) {
  const { t } = useTranslation();
  const choice = session.choice.use();
  const { data: alike } = useQuery(ask.label.alike.queryOptions());
  const labelled = overview.classes.reduce((sum, { images }) => sum + images, 0);
  const views: readonly (readonly [LabelView, number])[] = [
    ['unlabelled', overview.unlabelled],
    ['labelled', labelled],
    ...(overview.conflicts > 0 || choice.view === 'conflict'
      ? [['conflict', overview.conflicts] as const]
      : []),
    ...(alike && (alike.images > 0 || choice.view === 'alike') ? [['alike', alike.images] as const] : []),
  ];
  return (
    <aside className={styles.side} aria-label={t('label.show')}>
      <fieldset className={styles.views} aria-label={t('label.show')}>
        {views.map(([view, images]) => (
          <UnstyledButton
            key={view}
            className={styles.view}
            aria-pressed={choice.view === view}
            title={view === 'conflict' || view === 'alike' ? t(`label.${view}Help`) : undefined}
            onClick={() => void session.ask(choiceOf(view))}
            data-testid={`view-${view}`}
          >
            <span>{t(`label.views.${view}`)}</span>
            <span className={styles.number}>{count(images)}</span>
          </UnstyledButton>
        ))}
      </fieldset>
      <div className={styles.order}>
        <Select
          label={t('label.order')}
          value={choice.order}
          allowDeselect={false}
          data={ordersOf(choice.view).map((value) => ({
            value,
            label: t(`label.orders.${value}`),
            disabled: value === 'uncertain' && !overview.model,
          }))}
          onChange={(order) => order && void session.ask({ order: order as LabelOrder })}
        />
        <Text fz="xs" c="dimmed">
          {choice.view === 'alike' ? alike && alikeHelp(alike) : orderHelp(choice, overview)}
        </Text>
        {choice.view === 'labelled' && (
          <Select
            label={t('label.onlyClass')}
            placeholder={t('label.allClasses')}
            clearable
            searchable
            value={choice.classId === null ? null : String(choice.classId)}
            data={overview.classes.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(id) => void session.ask({ classId: id === null ? null : Number(id) })}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} />}
          title={t('label.againHelp')}
          onClick={() =>
            void session.ask(choice.order === 'random' ? { seed: (choice.seed + 1) % 0x7fffffff } : {})
          }
        >
          {t('label.again')}
        </Button>
      </div>
      <ClassPanel session={session} classes={overview.classes} />
    </aside>
  );
}

/** How many groups there are, and how many images are left out because of them. */
function alikeHelp({ groups, leaks }: NearCounts): string {
  const found = i18n.t('label.alikeGroups', { count: groups, n: count(groups) });
  return leaks > 0 ? `${found} ${i18n.t('label.alikeLeaks', { count: leaks, n: count(leaks) })}` : found;
}

function orderHelp({ order }: LabelChoice, { model }: LabelOverview): string {
  const name = model ? [modelName(model.name), model.experiment].filter(Boolean).join(', ') : '';
  const by = model ? i18n.t('label.byFeatures', { model: name }) : i18n.t('label.byLook');
  return i18n.t(`label.orderHelp.${order}`, { by, model: name });
}
