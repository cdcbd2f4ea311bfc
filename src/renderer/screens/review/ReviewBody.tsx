import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../base/frame/Empty';
import { SidePanels } from '../../base/frame/SidePanels';
import { sidePanel } from '../../base/frame/side-panel';
import { i18n } from '../../base/strings';
import { count } from '../../base/words/format';
import { useActionKeys } from '../../gallery/actions/use-action-keys';
import { MarkDialogs } from '../../gallery/marks/MarkDialogs';
import { ClassPicker } from '../../gallery/side/ClassPicker';
import { ActionBar } from './actions/ActionBar';
import { Notes } from './actions/Notes';
import { reviewActions } from './actions/review-actions';
import { ReviewGrid } from './grid/ReviewGrid';
import { ReviewLargeView } from './grid/ReviewLargeView';
import { Inspector } from './inspector/Inspector';
import { EmbeddingMap } from './map/EmbeddingMap';
import { Balance } from './panel/Balance';
import { Facets } from './panel/Facets';
import { ThresholdPanel } from './panel/ThresholdPanel';
import { TrustPanel } from './panel/TrustPanel';
import classes from './ReviewBody.module.css';
import type { Classes } from './session/classes';
import type { ReviewSession } from './session/review-session';
import { TrainDialog } from './training/TrainDialog';
import { Toolbar } from './view/Toolbar';
import { tileSize, viewMode } from './view/view-settings';

const filterPanel = sidePanel('review-filter', {
  label: () => i18n.t('review.facets.title'),
  className: classes.left,
  ...{ usual: 272, narrow: 250, least: 236, most: 460 },
});

const inspectorPanel = sidePanel('review-inspector', {
  label: () => i18n.t('review.inspector.title'),
  className: classes.right,
  ...{ usual: 284, narrow: 216, least: 216, most: 480 },
});

interface ReviewBodyProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Panels around the images: filter and thresholds at the left, the images, the inspector at the right. */
export function ReviewBody({ session, known }: ReviewBodyProps) {
  session.classes = known.list;
  useActionKeys(session, reviewActions);
  useEffect(() => session.forgetClasses(known.byId), [session, known]);
  return (
    <>
      <SidePanels
        left={filterPanel}
        leftContent={
          <>
            <LassoChip session={session} />
            <ThresholdPanel session={session} known={known} />
            <Balance session={session} known={known} />
            <TrustPanel session={session} known={known} />
            <Facets session={session} known={known} />
          </>
        }
        right={inspectorPanel}
        rightContent={<Inspector session={session} known={known} />}
      >
        <Middle session={session} known={known} />
      </SidePanels>
      <Relabel session={session} known={known} />
      <MarkDialogs session={session} />
      <TrainDialog session={session} known={known} />
    </>
  );
}

function Middle({ session, known }: ReviewBodyProps) {
  const { t } = useTranslation();
  const shown = session.shown.use();
  const mode = viewMode.use();
  const size = tileSize.use();
  const large = session.large.use();
  const nothing = shown?.rows.length === 0;
  return (
    <div className={classes.middle}>
      <Toolbar session={session} />
      <div className={classes.images}>
        {mode === 'map' ? (
          <EmbeddingMap session={session} known={known} />
        ) : (
          <ReviewGrid session={session} known={known} size={size} />
        )}
        {nothing && mode === 'grid' && (
          <div className={classes.nothing}>
            <Empty
              icon={IconFilterOff}
              title={t('review.nothingTitle')}
              action={{ label: t('review.clearFilter'), run: () => session.show({ filter: {} }) }}
            >
              {t('review.nothingHelp', {
                count: session.overview.labelling.images,
                n: count(session.overview.labelling.images),
              })}
            </Empty>
          </div>
        )}
        {large && !nothing && <ReviewLargeView session={session} known={known} />}
        <Notes session={session} />
      </div>
      <ActionBar session={session} />
    </div>
  );
}

/** Says that only the images of a lasso are shown, which nothing else in the panel shows. */
function LassoChip({ session }: { readonly session: ReviewSession }) {
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

/** The picker that relabels the chosen images by the name of a class. */
function Relabel({ session, known }: ReviewBodyProps) {
  const opened = session.picked.use() !== null;
  return (
    <ClassPicker
      text={session.picked}
      images={opened ? session.chosenCount : 0}
      classes={known.list}
      choose={(classId) => session.turns.take(() => session.decide('relabel', classId))}
    />
  );
}
