import { Group, Loader, Text } from '@mantine/core';
import { IconFilterOff, IconSearch, IconTag } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { count } from '../../../base/words/format';
import { ActionButton, useChosen } from '../../../gallery/actions/ActionButton';
import { pickAction } from '../../../gallery/actions/actions';
import { ExcludeButton } from '../../../gallery/actions/ExcludeButton';
import { Notices } from '../../../gallery/actions/Notices';
import { termsIn } from '../../../gallery/filter/terms';
import frame from '../../../gallery/grid/Frame.module.css';
import gridClasses from '../../../gallery/grid/Grid.module.css';
import { PictureGrid } from '../../../gallery/grid/PictureGrid';
import type { GridScene } from '../../../gallery/grid/picture-tile';
import { sizeWithin } from '../../../gallery/grid/use-size-wheel';
import type { GridSection } from '../../../gallery/layout/layout';
import { MarkButtons } from '../../../gallery/marks/MarkButtons';
import { acceptAction, separateAction, similarAction, takeAwayAction } from '../actions/label-actions';
import { choiceOf } from '../session/choice';
import type { LabelPages } from '../session/label-pages';
import type { LabelSession } from '../session/label-session';
import { Comparing } from './Comparing';
import styles from './LabelImages.module.css';
import { LabelLargeView } from './LabelLargeView';
import { LabelTile } from './label-tile';
import { NewImages } from './NewImages';

/** Preferred width of a tile in pixels. */
export const tileSize = createStore(128);

export const tileSizes = { min: 48, max: 360 } as const;

const resize = (size: number) => tileSize.set(sizeWithin(size, tileSizes));

interface LabelImagesProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
}

const makeTile = () => new LabelTile();

/** The heading above the images of a group. */
function writeHeading(element: HTMLElement, { images }: GridSection): void {
  const words = i18n.t('label.alikeGroup', { count: images, n: count(images) });
  if (element.dataset.key === words) return;
  element.dataset.key = words;
  element.className = gridClasses.heading;
  element.dataset.testid = 'group';
  const name = document.createElement('b');
  name.textContent = words;
  element.replaceChildren(name);
}

/** The images to label, and the actions on the chosen ones. */
export function LabelImages({ session, overview }: LabelImagesProps) {
  const { t } = useTranslation();
  const { classes, model } = overview;
  const byId = useMemo(() => new Map(classes.map((each) => [each.id, each])), [classes]);
  const ordering = session.ordering.use();
  const shown = session.shown.use()?.rows.length;
  const sceneOf = useCallback(
    (grid: GridScene) => ({ ...grid, pages: session.pages as LabelPages, classes: byId }),
    [session, byId],
  );
  return (
    <div className={styles.images}>
      <div className={frame.grid}>
        <PictureGrid
          session={session}
          label={t('label.grid')}
          testId="label-grid"
          size={tileSize.use()}
          resize={resize}
          sceneOf={sceneOf}
          makeTile={makeTile}
          heading={writeHeading}
        />
        {session.large.use() && <LabelLargeView session={session} classes={byId} />}
        <Notices session={session}>
          <NewImages session={session} overview={overview} />
        </Notices>
      </div>
      {ordering && (
        <Group className={styles.ordering} gap="xs" role="status">
          <Loader size={14} />
          {t('label.ordering')}
        </Group>
      )}
      {!ordering && <Comparing session={session} />}
      {shown === 0 && !ordering && <Nothing session={session} overview={overview} />}
      <footer className={styles.foot} data-acts>
        <Counts session={session} />
        <span style={{ flex: 1 }} />
        <MarkButtons session={session} />
        <ActionButton action={similarAction} session={session} label={t('label.similarShort')} />
        <ActionButton action={pickAction} session={session} />
        {session.choice.use().view === 'alike' && <ActionButton action={separateAction} session={session} />}
        {model && <ActionButton action={acceptAction} session={session} />}
        <ActionButton action={takeAwayAction} session={session} />
        <ExcludeButton session={session} />
      </footer>
    </div>
  );
}

function Counts({ session }: Pick<LabelImagesProps, 'session'>) {
  const { t } = useTranslation();
  const chosen = useChosen(session);
  const shown = session.shown.use()?.rows.length ?? 0;
  return (
    <Text fz="xs" c="dimmed" data-testid="label-selected">
      {t('label.images', { count: shown, n: count(shown) })}
      {'  ·  '}
      {t('label.selected', { count: chosen, n: count(chosen) })}
    </Text>
  );
}

const nothingOf = {
  unlabelled: 'label.allDone',
  labelled: 'label.nothing',
  conflict: 'label.noConflicts',
  alike: 'label.noneAlike',
  excluded: 'label.noneExcluded',
} as const;

function Nothing({ session, overview }: LabelImagesProps) {
  const { t } = useTranslation();
  const { view, search, pictures } = session.choice.use();
  if (termsIn(pictures) > 0)
    return (
      <div className={frame.nothing}>
        <Empty
          icon={IconFilterOff}
          title={t('filter.nothing')}
          action={{ label: t('filter.clear'), run: () => void session.ask({ pictures: {} }) }}
        >
          {t('filter.nothingHelp')}
        </Empty>
      </div>
    );
  if (search)
    return (
      <div className={frame.nothing}>
        <Empty
          icon={IconSearch}
          title={t('label.notFound')}
          action={{ label: t('names.clear'), run: () => void session.ask({ search: '' }) }}
        >
          {t('label.notFoundHelp', { search })}
        </Empty>
      </div>
    );
  const showLabelled = {
    label: t('label.showLabelled'),
    run: () => void session.ask(choiceOf('labelled')),
  };
  const showConflicts = {
    label: t('label.showConflicts', { count: overview.conflicts, n: count(overview.conflicts) }),
    run: () => void session.ask(choiceOf('conflict')),
  };
  return (
    <div className={frame.nothing}>
      {view === 'unlabelled' && overview.conflicts > 0 ? (
        <Empty icon={IconTag} title={t('label.onlyConflicts')} action={showConflicts}>
          {t('label.conflictHelp')}
        </Empty>
      ) : view === 'unlabelled' ? (
        <Empty icon={IconTag} title={t('label.allDone')} action={showLabelled}>
          {t('label.allDoneHelp')}
        </Empty>
      ) : (
        <Empty icon={IconTag} title={t(nothingOf[view])}>
          {view === 'labelled' && t('label.nothingHelp')}
        </Empty>
      )}
    </div>
  );
}
