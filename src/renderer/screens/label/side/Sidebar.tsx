import { Button, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LabelOverview, LabelView } from '../../../../contract';
import { gainText } from '../../../../core/sentences/folds';
import { ask } from '../../../base/studio/connection';
import { count, percent } from '../../../base/words/format';
import { FilterMenu } from '../../../gallery/filter/FilterMenu';
import { Views } from '../../../gallery/side/Views';
import { choiceOf } from '../session/choice';
import type { LabelSession } from '../session/label-session';
import { ClassPanel } from './ClassPanel';
import { ClusterPanel } from './ClusterPanel';
import { Orders } from './Orders';
import { Search } from './Search';

interface SidebarProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
}

/** The choice of images and of their order, and the classes with their counts. */
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
    ...(overview.excluded > 0 || choice.view === 'excluded'
      ? [['excluded', overview.excluded] as const]
      : []),
    ...(alike && (alike.images > 0 || choice.view === 'alike') ? [['alike', alike.images] as const] : []),
  ];
  const panel = session.panel.use();
  const show = (view: LabelView) => {
    session.panel.set('classes');
    void session.ask(choiceOf(view));
  };
  return (
    <>
      <Views
        label={t('label.show')}
        views={views.map(([view, images]) => ({
          ...{ view, images },
          name: t(`label.views.${view}`),
          help: view === 'unlabelled' || view === 'labelled' ? undefined : t(`label.${view}Help`),
        }))}
        shown={choice.cluster === null ? choice.view : null}
        show={show}
        testId="view"
      />
      {overview.outlook && <Outlook {...overview.outlook} />}
      <Search session={session} />
      <FilterMenu filter={choice.pictures} change={(pictures) => void session.ask({ pictures })} />
      {choice.cluster === null ? (
        <Orders session={session} overview={overview} alike={alike} />
      ) : (
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={14} />}
          onClick={() => show('unlabelled')}
        >
          {t('label.clusters.leave')}
        </Button>
      )}
      {panel === 'classes' ? (
        <ClassPanel session={session} classes={overview.classes} />
      ) : (
        <ClusterPanel session={session} classes={overview.classes} />
      )}
    </>
  );
}

/** Says what accuracy a first model would reach with these labels, and with more. */
function Outlook({ labels, accuracy, more }: NonNullable<LabelOverview['outlook']>) {
  const { t } = useTranslation();
  const given = {
    labels: count(labels),
    accuracy: percent(accuracy),
    more: count(more.labels),
    gain: gainText(more),
  };
  return (
    <Text fz="xs" c="dimmed" title={t('label.outlookHelp')} data-testid="outlook">
      {t(more.gain < little ? 'label.outlookLittle' : 'label.outlook', given)}
    </Text>
  );
}

/** A gain in accuracy below this is described as small. */
const little = 0.01;
