import { ActionIcon, Anchor, Badge, Group, Menu, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconDots,
  IconFileText,
  IconFolder,
  IconFolderOff,
  IconFolderSearch,
  IconRefresh,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceView } from '../../../contract';
import { isListKind } from '../../../core/vocabulary/images';
import { LongPath } from '../../base/frame/LongPath';
import { Panel } from '../../base/frame/Screen';
import { useWriting } from '../../base/kept/writing';
import { useImagesComing } from '../../base/pictures/ImagesComing';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { reasonText } from '../../base/studio/errors';
import { baseName, count, moment } from '../../base/words/format';
import { continueImport } from '../../dialogs/add-images';
import { RemoveSource } from './RemoveSource';
import { SourceNotes } from './SourceNotes';

/** The sources of the images, and the result of each one's last import. */
export function SourceList({ sources }: { readonly sources: readonly SourceView[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('data.sources')}>
      <Stack gap={0} style={{ maxHeight: 358, overflow: 'auto' }}>
        {sources.map((source) => (
          <Source key={source.id} source={source} />
        ))}
      </Stack>
    </Panel>
  );
}

function Source({ source }: { readonly source: SourceView }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { path, kind, split, testSet, states, lastImport, issues, notes } = source;
  const [removing, setRemoving] = useState(false);
  const importing = useImagesComing() !== null;
  const Icon = isListKind(source.kind) ? IconFileText : IconFolder;
  const unfinished = lastImport && lastImport.state !== 'done' && lastImport.state !== 'running';
  return (
    <Group gap="sm" wrap="nowrap" px={12} py={8} style={{ borderBottom: '1px solid var(--studio-line)' }}>
      <Icon size={18} stroke={1.5} color="var(--studio-faint)" aria-hidden style={{ flex: 'none' }} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap={6}>
          <Text fw={500} truncate title={path} maw="100%">
            {baseName(path)}
          </Text>
          <Badge size="xs" variant="default" style={{ flex: 'none' }}>
            {testSet === null
              ? t(split ? `splits.${split}` : kind === 'split-folders' ? 'data.byFolders' : 'data.byList')
              : t('data.testSet', { name: testSet })}
          </Badge>
          {unfinished && (
            <Badge size="xs" color="orange" variant="light" style={{ flex: 'none' }}>
              {t(`jobs.status.${lastImport.state}`)}
            </Badge>
          )}
          {unfinished && source.exists && !importing && (
            <Anchor
              component="button"
              fz="xs"
              {...writing()}
              onClick={() => continueImport(source)}
              style={{ flex: 'none' }}
            >
              {t('data.continueImport')}
            </Anchor>
          )}
          {!source.exists && (
            <>
              <Badge size="xs" color="red" variant="light" style={{ flex: 'none' }}>
                {t('start.missing')}
              </Badge>
              <Anchor
                component="button"
                fz="xs"
                {...writing()}
                onClick={() => findMoved(source)}
                style={{ flex: 'none' }}
              >
                {t('data.findMoved')}
              </Anchor>
            </>
          )}
        </Group>
        <Text component="div" fz="xs" c="dimmed">
          <LongPath path={path} />
        </Text>
      </div>
      {issues.length > 0 && (
        <Tooltip
          label={issues
            .slice(0, 5)
            .map((issue) => `${issue.place}: ${reasonText(issue)}`)
            .join('\n')}
        >
          <IconAlertTriangle
            size={16}
            color="var(--mantine-color-orange-5)"
            aria-label={t('data.problems')}
          />
        </Tooltip>
      )}
      <SourceNotes name={baseName(path)} notes={notes} />
      <div style={{ textAlign: 'right', flex: 'none' }}>
        <Text fw={500}>{count(states.ok)}</Text>
        <Text fz="xs" c="dimmed">
          {lastImport?.finishedAt ? moment(lastImport.finishedAt) : ''}
        </Text>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('data.sourceActions', { name: baseName(path) })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconRefresh size={16} />}
            {...writing()}
            onClick={() => continueImport(source)}
          >
            {t('data.refresh')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolderSearch size={16} />}
            {...writing()}
            onClick={() => findMoved(source)}
          >
            {t('data.findMoved')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconFolderOff size={16} />}
            {...writing()}
            onClick={() => setRemoving(true)}
          >
            {t('data.removeStart')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {removing && <RemoveSource source={source} close={() => setRemoving(false)} />}
    </Group>
  );
}

/** Asks for the folder where the files are now, and matches the files there by content. */
async function findMoved({ id, path }: SourceView): Promise<void> {
  try {
    const title = i18n.t('data.findMovedTitle', { name: baseName(path) });
    const [folder] = await studio.app.chooseFolders({ title });
    if (folder) await studio.data.findMoved({ sourceId: id, folder });
  } catch (error) {
    complain(error);
  }
}
