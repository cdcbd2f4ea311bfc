import { ActionIcon, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconChevronDown,
  IconFolderOpen,
  IconHelp,
  IconHistory,
  IconLogout,
  IconSearch,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '../../contract';
import { frameKeys } from '../base/keys/frame-keys';
import { firstKey, usedKeys, withKeys } from '../base/keys/keys-in-use';
import { complain } from '../base/studio/announce';
import { studio } from '../base/studio/connection';
import { rescuedFolder } from '../base/studio/damage';
import { SettingsMenu } from '../dialogs/SettingsMenu';
import { openKeysHelp } from './keys/KeysHelp';
import classes from './Shell.module.css';

export function TopBar({ project }: { readonly project: ProjectView }) {
  const { t } = useTranslation();
  usedKeys.use();
  const commands = firstKey(frameKeys.commands);
  return (
    <header className={classes.top}>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.project} title={project.name}>
            <span>{project.name}</span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFolderOpen size={16} />}
            onClick={() => void studio.app.reveal({ path: project.folder })}
          >
            {t('frame.showFolder')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={16} />}
            onClick={() => rescuedFolder.set(project.folder)}
          >
            {t('restore.menu')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={closeProject}>
            {t('frame.closeProject')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <div style={{ flex: 1 }} />
      <UnstyledButton className={classes.search} onClick={() => spotlight.open()}>
        <IconSearch size={14} aria-hidden />
        <span style={{ flex: 1 }}>{t('frame.commands')}</span>
        {commands && <Kbd size="xs">{commands}</Kbd>}
      </UnstyledButton>
      <SettingsMenu />
      <Tooltip label={withKeys(t('frame.keys'), frameKeys.help)}>
        <ActionIcon aria-label={t('frame.keys')} onClick={openKeysHelp}>
          <IconHelp size={18} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

export function closeProject(): void {
  studio.project.close().catch(complain);
}
