import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../base/Empty';
import { count } from '../../base/format';
import { ClassPicker } from '../../gallery/ClassPicker';
import { ActionBar } from './ActionBar';
import { largeView, notice, pickerText } from './actions';
import type { Classes } from './classes';
import { Grid } from './grid/Grid';
import { Inspector } from './inspector/Inspector';
import { EmbeddingMap } from './map/EmbeddingMap';
import { Notes } from './Notes';
import { Balance } from './panel/Balance';
import { Facets } from './panel/Facets';
import { ThresholdPanel } from './panel/ThresholdPanel';
import classes from './Review.module.css';
import { ReviewLargeView } from './ReviewLargeView';
import type { Session } from './session';
import { Toolbar } from './Toolbar';
import { TrainDialog } from './TrainDialog';
import { useKeys } from './use-keys';
import { tileSize, viewMode } from './view-settings';

interface ReviewBodyProps {
  readonly session: Session;
  readonly known: Classes;
}

/** Panels around the images: filter and thresholds at the left, the images, the inspector at the right. */
export function ReviewBody({ session, known }: ReviewBodyProps) {
  const { t } = useTranslation();
  useKeys(session, known);
  useEffect(
    () => () => {
      largeView.set(false);
      pickerText.set(null);
      notice.set(null);
    },
    [],
  );
  return (
    <div className={classes.body}>
      <aside className={classes.left} aria-label={t('review.facets.title')}>
        <LassoChip session={session} />
        <ThresholdPanel session={session} />
        <Balance session={session} known={known} />
        <Facets session={session} known={known} />
      </aside>
      <Middle session={session} known={known} />
      <aside className={classes.right} aria-label={t('review.inspector.title')}>
        <Inspector session={session} known={known} />
      </aside>
      <Relabel session={session} known={known} />
      <TrainDialog session={session} known={known} />
    </div>
  );
}

function Middle({ session, known }: ReviewBodyProps) {
  const { t } = useTranslation();
  const shown = session.shown.use();
  const mode = viewMode.use();
  const size = tileSize.use();
  const large = largeView.use();
  const nothing = shown?.rows.length === 0;
  return (
    <div className={classes.middle}>
      <Toolbar session={session} />
      <div className={classes.images}>
        {mode === 'map' ? (
          <EmbeddingMap session={session} known={known} />
        ) : (
          <Grid session={session} known={known} size={size} open={() => largeView.set(true)} />
        )}
        {nothing && mode === 'grid' && (
          <div className={classes.nothing}>
            <Empty
              icon={IconFilterOff}
              title={t('review.nothingTitle')}
              action={{ label: t('review.clearFilter'), run: () => session.look({ filter: {} }) }}
            >
              {t('review.nothingHelp', { n: count(session.overview.labelling.images) })}
            </Empty>
          </div>
        )}
        {large && !nothing && <ReviewLargeView session={session} known={known} />}
        <Notes session={session} />
      </div>
      <ActionBar session={session} known={known} />
    </div>
  );
}

/** Says that only the images of a lasso are shown, which no other part of the panel would tell. */
function LassoChip({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const rows = session.view.use().filter.rows;
  if (!rows) return null;
  return (
    <div className={classes.lassoChip}>
      <span className={classes.grow}>
        {t('review.facets.lasso', { count: rows.length, n: count(rows.length) })}
      </span>
      <Button size="compact-xs" variant="subtle" onClick={() => session.filter({ rows: undefined })}>
        {t('review.facets.clear')}
      </Button>
    </div>
  );
}

/** Gives what is chosen a class by its name. */
function Relabel({ session, known }: ReviewBodyProps) {
  const opened = pickerText.use() !== null;
  return (
    <ClassPicker
      text={pickerText}
      images={opened ? session.chosenRows.length : 0}
      classes={known.list}
      choose={(classId) => session.decide('relabel', classId)}
    />
  );
}
