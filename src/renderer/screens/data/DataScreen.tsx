import { Button, Group, Menu } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconChevronDown,
  IconDatabase,
  IconFileText,
  IconPhoto,
  IconPhotoPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataOverview } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { useWriting } from '../../base/kept/writing';
import { ImagesComing, useImagesComing } from '../../base/pictures/ImagesComing';
import { ask } from '../../base/studio/connection';
import { addImages, addList } from '../../dialogs/add-images';
import { ImportDialog } from '../../dialogs/ImportDialog';
import { openSplitDialog, SplitDialog } from '../../dialogs/SplitDialog';
import { ClassList } from './ClassList';
import classes from './Data.module.css';
import { PutAside } from './PutAside';
import { SourceList } from './SourceList';
import { Stats } from './Stats';

/** The Data screen: images by class and split, their sources, and the excluded images. */
function DataScreen() {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const coming = useImagesComing();
  const empty = overview?.sources.length === 0 || (coming !== null && overview && hasNone(overview));
  return (
    <Screen
      title={screenTitle(dataScreen)}
      hint={t('data.hint')}
      actions={<Actions drawable={overview?.drawable ?? 0} />}
    >
      {empty && coming && <ImagesComing job={coming} />}
      {empty && !coming && (
        <Empty
          icon={IconPhoto}
          title={t('data.emptyTitle')}
          action={{ label: t('data.add'), run: addImages, writes: true }}
        >
          {t('data.emptyHelp')}
        </Empty>
      )}
      {overview && !empty && (
        <div className={classes.page}>
          <Stats overview={overview} />
          <ClassList classes={overview.classes} />
          <SourceList sources={overview.sources} />
          <PutAside states={overview.states} />
        </div>
      )}
      <ImportDialog />
      <SplitDialog drawable={overview?.drawable ?? 0} inTest={overview?.splits.test ?? 0} />
    </Screen>
  );
}

const hasNone = ({ states }: DataOverview) => Object.values(states).every((images) => images === 0);

function Actions({ drawable }: { readonly drawable: number }) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        leftSection={<IconArrowsSplit2 size={15} />}
        {...writing(drawable < 2)}
        onClick={openSplitDialog}
      >
        {t('data.draw')}
      </Button>
      <Button.Group>
        <Button leftSection={<IconPhotoPlus size={15} />} {...writing()} onClick={addImages}>
          {t('data.add')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              px={6}
              aria-label={t('data.moreWays')}
              style={{ borderLeft: '1px solid rgb(255 255 255 / 0.25)' }}
            >
              <IconChevronDown size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPhotoPlus size={16} />} {...writing()} onClick={addImages}>
              {t('data.addFolders')}
            </Menu.Item>
            <Menu.Item leftSection={<IconFileText size={16} />} {...writing()} onClick={addList}>
              {t('data.addList')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
    </Group>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    data: true;
  }
}

export const dataScreen: ScreenDefinition = {
  name: 'data',
  title: { en: 'Data', ko: '데이터' },
  icon: IconDatabase,
  component: DataScreen,
  asksAgain: { images: [ask.data], classes: [ask.data] },
};
