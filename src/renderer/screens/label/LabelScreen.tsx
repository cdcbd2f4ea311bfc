import { ActionIcon, Button, Group, Loader, Slider, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconPhotoPlus, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview } from '../../../contract';
import { Empty } from '../../base/Empty';
import { count } from '../../base/format';
import { Screen } from '../../base/Screen';
import { createStore } from '../../base/store';
import { ask } from '../../base/studio/connection';
import { addImages } from '../../dialogs/add-images';
import { ClassPicker } from '../../gallery/ClassPicker';
import { countSelected } from '../../gallery/selection';
import { giveNew, largeView, pickerText, stepBack } from './actions';
import styles from './Label.module.css';
import { LabelGrid } from './LabelGrid';
import { LabelLargeView } from './LabelLargeView';
import { Sidebar } from './Sidebar';
import { Session } from './session';
import { look, useKeys } from './use-keys';

/** Wished width of a tile in pixels. */
const tileSize = createStore(128);

/** Labels by hand, for those who start with few or none. */
export function LabelScreen() {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.label.overview.queryOptions());
  const [session] = useState(() => new Session());
  const any =
    overview &&
    (overview.unlabelled > 0 || overview.conflicts > 0 || overview.classes.some((c) => c.images > 0));
  useEffect(() => void (any && !session.shown.get() && session.ask()), [any, session]);
  useEffect(
    () => () => {
      pickerText.set(null);
      largeView.set(false);
    },
    [],
  );
  return (
    <Screen
      title={t('screens.label')}
      hint={t('label.hint')}
      actions={any && <Actions session={session} overview={overview} />}
    >
      {overview && !any && (
        <Empty
          icon={IconPhotoPlus}
          title={t('label.noImages')}
          action={{ label: t('data.add'), run: addImages }}
        >
          {t('label.noImagesHelp')}
        </Empty>
      )}
      {overview && any && <Body session={session} overview={overview} />}
    </Screen>
  );
}

interface BodyProps {
  readonly session: Session;
  readonly overview: LabelOverview;
}

function Body({ session, overview }: BodyProps) {
  const { t } = useTranslation();
  const { classes } = overview;
  const byId = useMemo(() => new Map(classes.map((each) => [each.id, each])), [classes]);
  const shown = session.shown.use();
  const ordering = session.ordering.use();
  const selected = countSelected(session.selection.use());
  useKeys(session, classes);
  return (
    <div className={styles.body}>
      <Sidebar session={session} overview={overview} />
      <div className={styles.images}>
        <div className={styles.grid}>
          <LabelGrid session={session} classes={byId} size={tileSize.use()} open={() => look(session)} />
          {largeView.use() && <LabelLargeView session={session} classes={byId} />}
        </div>
        {ordering && (
          <Group className={styles.ordering} gap="xs" role="status">
            <Loader size={14} />
            {t('label.ordering')}
          </Group>
        )}
        {shown?.ids.length === 0 && !ordering && <Nothing session={session} />}
        <footer className={styles.foot}>
          <Text fz="xs" c="dimmed" data-testid="label-selected">
            {t('label.images', { count: shown?.ids.length ?? 0, n: count(shown?.ids.length ?? 0) })}
            {'  ·  '}
            {t('label.selected', { count: selected, n: count(selected) })}
          </Text>
          <span style={{ flex: 1 }} />
          <Button
            size="compact-xs"
            variant="default"
            disabled={selected === 0}
            onClick={() => pickerText.set('')}
          >
            {t('label.pick')}
          </Button>
          {overview.model && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={selected === 0}
              onClick={() => void session.accept()}
            >
              {t('label.accept')}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            disabled={selected === 0}
            onClick={() => void session.give(null)}
          >
            {t('label.takeAway')}
          </Button>
        </footer>
      </div>
      <ClassPicker
        text={pickerText}
        images={selected}
        classes={classes}
        choose={(id) => void session.give(id)}
        create={(name) => void giveNew(session, name)}
      />
    </div>
  );
}

function Nothing({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { view } = session.look.use();
  const showLabelled = {
    label: t('label.showLabelled'),
    run: () => void session.ask({ view: 'labelled', order: 'newest' }),
  };
  return (
    <div className={styles.nothing}>
      {view === 'unlabelled' ? (
        <Empty icon={IconTag} title={t('label.allDone')} action={showLabelled}>
          {t('label.allDoneHelp')}
        </Empty>
      ) : (
        <Empty icon={IconTag} title={t(view === 'conflict' ? 'label.noConflicts' : 'label.nothing')}>
          {view === 'labelled' && t('label.nothingHelp')}
        </Empty>
      )}
    </div>
  );
}

function Actions({ session, overview }: BodyProps) {
  const { t } = useTranslation();
  const back = (direction: 'undo' | 'redo') => ({
    disabled: overview[direction] === null,
    'aria-label': t(`label.${direction}`),
    onClick: () => void stepBack(session, direction, overview.classes),
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Slider
        w={110}
        size="xs"
        label={null}
        min={48}
        max={360}
        value={tileSize.use()}
        onChange={tileSize.set}
        thumbLabel={t('label.size')}
      />
      <Tooltip label={`${t('label.undo')} (Ctrl Z)`}>
        <ActionIcon {...back('undo')}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('label.redo')} (Ctrl Shift Z)`}>
        <ActionIcon {...back('redo')}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
