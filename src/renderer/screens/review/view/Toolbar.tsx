import { ActionIcon, Loader, SegmentedControl, Select, Slider, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import {
  IconLayoutGrid,
  IconLayoutRows,
  IconSearch,
  IconSortAscending,
  IconSortDescending,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReviewOrder, reviewOrders } from '../../../../core/review';
import { isMeasuredIssue, measuredIssues } from '../../../../core/vocabulary/image-issues';
import { FilterMenu } from '../../../gallery/filter/FilterMenu';
import { noFilter, termsIn } from '../../../gallery/filter/terms';
import { focusGrid } from '../../../gallery/layout/focus-grid';
import type { ReviewSession } from '../session/review-session';
import classes from './Toolbar.module.css';
import { tileSize, tileSizes, type ViewMode, viewMode } from './view-settings';

/** Order, grouping, search, size and kind of view. */
export function Toolbar({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const asking = session.asking.use();
  const looking = session.looking.use();
  const mode = viewMode.use();
  const size = tileSize.use();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('review.views')}>
      <Order session={session} />
      <Search session={session} />
      <FilterMenu
        isSmall
        filter={session.view.use().filter.pictures ?? noFilter}
        change={(pictures) => session.filter({ pictures: termsIn(pictures) > 0 ? pictures : undefined })}
      />
      <span className={classes.grow}>
        {(asking || looking) && <Loader size={14} className={classes.late} />}
      </span>
      {mode === 'grid' && (
        <>
          <IconLayoutGrid size={14} className={classes.faint} aria-hidden />
          <Slider
            w={92}
            size={3}
            {...tileSizes}
            step={8}
            value={size}
            onChange={tileSize.set}
            label={null}
            thumbLabel={t('review.size')}
            thumbSize={13}
            data-testid="tile-size"
          />
        </>
      )}
      <SegmentedControl
        aria-label={t('review.views')}
        value={mode}
        onChange={(value) => viewMode.set(value as ViewMode)}
        data={(['grid', 'map'] as const).map((value) => ({ value, label: t(`review.modes.${value}`) }))}
        data-testid="view-mode"
      />
    </div>
  );
}

function Order({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const { order, descending, groupByClass } = session.view.use();
  const direction = t(descending ? 'review.descending' : 'review.ascending');
  const Direction = descending ? IconSortDescending : IconSortAscending;
  const possible = reviewOrders.filter((each) => each !== 'ood' || session.overview.histograms.ood !== null);
  const choose = (chosen: ReviewOrder) => {
    const similarTo = session.focusRow ?? undefined;
    if (isMeasuredIssue(chosen)) void session.showIssue(chosen);
    else if (chosen !== 'similar') session.show({ order: chosen, similarTo: undefined });
    // Similarity always starts with the nearest, whatever the direction of the previous order.
    else if (similarTo !== undefined) session.show({ order: chosen, similarTo, descending: false });
  };
  return (
    <>
      <Select
        w={168}
        aria-label={t('review.orderBy')}
        withScrollArea={false}
        styles={{ options: { maxHeight: 'min(420px, 100vh - 180px)', overflowY: 'auto' } }}
        data={[
          ...possible
            .filter((value) => !isMeasuredIssue(value))
            .map((value) =>
              value === 'change' && !session.overview.hasEarlier
                ? { value, label: t('review.orders.changeNone'), disabled: true }
                : { value, label: t(`review.orders.${value}`) },
            ),
          {
            group: t('label.issues.title'),
            items: measuredIssues.map((value) => ({ value, label: t(`review.orders.${value}`) })),
          },
        ]}
        value={order}
        allowDeselect={false}
        onOptionSubmit={(value) => {
          choose(value as ReviewOrder);
          focusGrid();
        }}
        data-testid="order"
      />
      <Tooltip label={direction}>
        <ActionIcon
          aria-label={direction}
          onClick={() => session.show({ descending: !descending })}
          data-testid="direction"
        >
          <Direction size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('review.group')}>
        <ActionIcon
          aria-label={t('review.group')}
          aria-pressed={groupByClass}
          variant={groupByClass ? 'light' : 'subtle'}
          color={groupByClass ? 'iris' : 'gray'}
          onClick={() => session.show({ groupByClass: !groupByClass })}
          data-testid="group-by-class"
        >
          <IconLayoutRows size={17} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function Search({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const asked = session.view.use().filter.search ?? '';
  const [text, setText] = useState(asked);
  const ask = useDebouncedCallback((search: string) => session.filter({ search }), 250);
  useEffect(() => setText(asked), [asked]);
  const clear = () => {
    setText('');
    session.filter({ search: '' });
  };
  return (
    <TextInput
      w={150}
      aria-label={t('review.searchLabel')}
      placeholder={t('review.search')}
      leftSection={<IconSearch size={13} />}
      rightSection={
        text && (
          <ActionIcon size={18} aria-label={t('review.facets.clear')} onClick={clear}>
            <IconX size={12} />
          </ActionIcon>
        )
      }
      value={text}
      maxLength={200}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        ask(value);
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      data-testid="search"
    />
  );
}
