import { Button, Select, Text } from '@mantine/core';
import { IconRefresh, IconSelectAll } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview, LabelView, NearCounts } from '../../../../contract';
import { type ImageIssue, isImageIssue } from '../../../../core/vocabulary/image-issues';
import { type NextBy, typicalUntil } from '../../../../core/vocabulary/label-next';
import { usedKeys, withKeys } from '../../../base/keys/keys-in-use';
import { i18n } from '../../../base/strings';
import { count } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { useChosen } from '../../../gallery/actions/ActionButton';
import { refreshKeys } from '../../../gallery/actions/actions';
import { focusGrid } from '../../../gallery/layout/focus-grid';
import { isByLooks, type LabelViewChoice, mayBeSimilar, ordersOf, type ShownOrder } from '../session/choice';
import type { LabelSession } from '../session/label-session';
import { BasisSwitch } from './BasisSwitch';
import styles from './Side.module.css';

interface OrdersProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
  /** The counts of near duplicates; undefined until they are known. */
  readonly alike: NearCounts | undefined;
}

/** Chooses the order in which the images of a view are shown, and of which class, and says what the order is good for. */
export function Orders({ session, overview, alike }: OrdersProps) {
  const { t } = useTranslation();
  usedKeys.use();
  const choice = session.choice.use();
  const found = session.found.use();
  const chosen = useChosen(session) > 0;
  const inClasses = session.panel.use() === 'classes';
  const order = (wanted: ShownOrder) =>
    void (wanted === 'similar'
      ? session.showSimilar()
      : wanted === 'next'
        ? session.showNext()
        : isImageIssue(wanted)
          ? session.showIssue(wanted)
          : session.ask({ order: wanted }));
  return (
    <div className={styles.order}>
      <Select
        label={t('label.order')}
        value={choice.order}
        allowDeselect={false}
        withScrollArea={false}
        styles={{ options: { maxHeight: 'min(420px, 100vh - 340px)', overflowY: 'auto' } }}
        data={grouped(shownOrders(choice.view), (value) => ({
          value,
          label: t(`label.orders.${value}`),
          disabled: value === 'uncertain' ? !overview.model : value === 'similar' && !chosen,
        }))}
        onOptionSubmit={(value) => {
          order(value as ShownOrder);
          focusGrid();
        }}
      />
      <Text fz="xs" c="dimmed">
        {choice.view === 'alike' ? alike && alikeHelp(alike) : orderHelp(choice, overview, found)}
      </Text>
      {isImageIssue(choice.order) && (found ?? 0) > 0 && (
        <Button
          variant="default"
          leftSection={<IconSelectAll size={14} />}
          onClick={() => {
            session.chooseFound();
            focusGrid();
          }}
        >
          {t('label.issues.choose')}
        </Button>
      )}
      {isByLooks(choice) && inClasses && <BasisSwitch session={session} />}
      {choice.view === 'labelled' && (
        <Select
          label={t('label.onlyClass')}
          placeholder={t('label.allClasses')}
          clearable
          searchable
          value={choice.classId === null ? null : String(choice.classId)}
          data={overview.classes.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) => {
            void session.ask({ classId: id === null ? null : Number(id) });
            focusGrid();
          }}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} />}
        title={withKeys(t('label.againHelp'), refreshKeys)}
        onClick={() => void session.reorder()}
      >
        {t('label.again')}
      </Button>
    </div>
  );
}

const shownOrders = (view: LabelView): readonly ShownOrder[] =>
  mayBeSimilar(view) ? [...ordersOf(view), 'similar'] : ordersOf(view);

/** The options of the list, with the orders by issues under a heading of their own. */
function grouped<T>(orders: readonly ShownOrder[], item: (order: ShownOrder) => T) {
  const issues = orders.filter(isImageIssue).map(item);
  const others = orders.filter((order) => !isImageIssue(order)).map(item);
  return issues.length > 0 ? [...others, { group: i18n.t('label.issues.title'), items: issues }] : others;
}

/** How many groups there are, and how many images are left out because of them. */
function alikeHelp({ groups, leaks }: NearCounts): string {
  const found = i18n.t('label.alikeGroups', { count: groups, n: count(groups) });
  return leaks > 0 ? `${found} ${i18n.t('label.alikeLeaks', { count: leaks, n: count(leaks) })}` : found;
}

function orderHelp(
  { order, by: nextBy }: LabelViewChoice,
  { model, classes, learnt }: LabelOverview,
  found: number | null,
): string {
  const name = model ? [modelName(model.name), model.experiment].filter(Boolean).join(', ') : '';
  if (order === 'next') return nextHelp(nextBy, { name, mean: learnt / Math.max(1, classes.length) });
  if (isImageIssue(order)) return issueHelp(order, found);
  const by = model ? i18n.t('label.byFeatures', { model: name }) : i18n.t('label.byLook');
  return i18n.t(`label.orderHelp.${order}`, { by, model: name });
}

function issueHelp(issue: ImageIssue, found: number | null): string {
  const what = i18n.t(`label.issues.help.${issue}`);
  if (found === null) return what;
  const beyond =
    found === 0
      ? i18n.t('label.issues.none')
      : i18n.t('label.issues.found', { count: found, n: count(found) });
  return `${what} ${beyond}`;
}

/** Which images come next and why, and when that will change. */
function nextHelp(by: NextBy, { name, mean }: { name: string; mean: number }): string {
  if (by === 'uncertain')
    return i18n.t('label.nextHelp.uncertain', { model: name, until: count(typicalUntil) });
  // Labels may have been added since the images were put in order.
  const then = mean < typicalUntil ? 'typical' : name ? 'enough' : 'noModel';
  return i18n.t(`label.nextHelp.${then}`, {
    until: count(typicalUntil),
    // Rounded down, so that a mean below the limit is never shown as the limit.
    mean: count(Math.floor(mean * 10) / 10),
  });
}
