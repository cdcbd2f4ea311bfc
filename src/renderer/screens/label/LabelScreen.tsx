import { Group, Slider } from '@mantine/core';
import { IconPhotoPlus, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview, Topic } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { SidePanels } from '../../base/frame/SidePanels';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { browsed } from '../../base/kept/browsed';
import { ImagesComing, useImagesComing } from '../../base/pictures/ImagesComing';
import { onChanged } from '../../base/studio/changes';
import { ask } from '../../base/studio/connection';
import { addImages } from '../../dialogs/add-images';
import { OtherLabels } from '../../dialogs/OtherLabels';
import { ActionSymbol, useChosen } from '../../gallery/actions/ActionButton';
import { redoAction, undoAction } from '../../gallery/actions/actions';
import { HistoryMenu } from '../../gallery/actions/HistoryMenu';
import { useActionKeys } from '../../gallery/actions/use-action-keys';
import { MarkDialogs } from '../../gallery/marks/MarkDialogs';
import { ClassPicker } from '../../gallery/side/ClassPicker';
import { labelActions } from './actions/label-actions';
import { labelPanel } from './actions/label-panel';
import { LabelImages, tileSize, tileSizes } from './images/LabelImages';
import { LabelSession } from './session/label-session';
import { Sidebar } from './side/Sidebar';

const concerning = new Set<Topic>(['images', 'classes', 'labelling', 'marks']);

/** The Label screen: labelling by hand, for a project with few labels or none. */
function LabelScreen() {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.label.overview.queryOptions());
  const coming = useImagesComing();
  const [session] = useState(() => new LabelSession());
  useEffect(
    () => onChanged((topics) => topics.some((topic) => concerning.has(topic)) && session.outdate()),
    [session],
  );
  const any =
    overview &&
    (overview.unlabelled > 0 ||
      overview.conflicts > 0 ||
      overview.excluded > 0 ||
      overview.classes.some((c) => c.images > 0));
  const wish = browsed.use();
  useEffect(() => {
    if (!any) return;
    browsed.set(null);
    if (wish) void session.browse(wish);
    else if (!session.shown.get()) void session.ask();
  }, [any, wish, session]);
  return (
    <Screen
      title={screenTitle(labelScreen)}
      hint={t('label.hint')}
      actions={any && <Tools session={session} overview={overview} />}
    >
      {overview && !any && coming && <ImagesComing job={coming} />}
      {overview && !any && !coming && (
        <Empty
          icon={IconPhotoPlus}
          title={t('label.noImages')}
          action={{ label: t('data.add'), run: addImages, writes: true }}
        >
          {t('label.noImagesHelp')}
        </Empty>
      )}
      {overview && any && <Body session={session} overview={overview} />}
    </Screen>
  );
}

interface BodyProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
}

function Body({ session, overview }: BodyProps) {
  const { classes } = overview;
  const byId = useMemo(() => new Map(classes.map((each) => [each.id, each])), [classes]);
  const chosen = useChosen(session);
  session.classes = classes;
  useActionKeys(session, labelActions);
  return (
    <>
      <SidePanels left={labelPanel} leftContent={<Sidebar session={session} overview={overview} />}>
        <LabelImages session={session} overview={overview} />
      </SidePanels>
      <ClassPicker
        text={session.picked}
        images={chosen}
        classes={classes}
        choose={(id) => session.turns.take(() => session.give(id))}
        create={(name) => session.turns.take(() => session.giveNew(name))}
      />
      <OtherLabels session={session} classes={byId} />
      <MarkDialogs session={session} />
    </>
  );
}

function Tools({ session, overview: { undo, redo } }: BodyProps) {
  const { t } = useTranslation();
  const load = useCallback(() => session.history(), [session]);
  return (
    <Group gap="xs" wrap="nowrap">
      <Slider
        w={110}
        size="xs"
        label={null}
        {...tileSizes}
        value={tileSize.use()}
        onChange={tileSize.set}
        thumbLabel={t('label.size')}
      />
      <ActionSymbol action={undoAction} session={session} hint={undo && t('gallery.undo')} />
      <ActionSymbol action={redoAction} session={session} hint={redo && t('gallery.redo')} />
      <HistoryMenu load={load} goTo={(id) => session.turns.take(() => session.backTo(id))} />
    </Group>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    label: true;
  }
}

export const labelScreen: ScreenDefinition = {
  name: 'label',
  title: { en: 'Label', ko: '라벨링' },
  icon: IconTag,
  component: LabelScreen,
  pictures: true,
  keyTables: [labelActions],
  asksAgain: {
    images: [ask.label.overview],
    'near-copies': [ask.label.alike],
    classes: [ask.label.overview],
    labelling: [ask.label.overview],
    marks: [ask.label.overview, ask.marks],
  },
};
