import {
  ActionIcon,
  Group,
  type MantineColorScheme,
  Menu,
  Tooltip,
  useMantineColorScheme,
} from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../core/words/language';
import { useLanguageChoice } from '../base/program/language';
import { languageCodes, languages } from '../base/strings';

export const themes = [
  { name: 'light', icon: IconSun },
  { name: 'dark', icon: IconMoon },
  { name: 'auto', icon: IconDeviceDesktop },
] as const satisfies readonly { name: MantineColorScheme; icon: unknown }[];

/** The value that stands for the system's language. */
const system = 'system';

/** Theme and language of the window. */
export function SettingsMenu() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useLanguageChoice();
  return (
    <Menu
      position="bottom-end"
      width={200}
      onChange={setOpened}
      checkIcon={<IconCheck size={14} aria-hidden />}
    >
      <Menu.Target>
        <Tooltip label={t('frame.settings')} disabled={opened}>
          <ActionIcon aria-label={t('frame.settings')}>
            <IconSettings size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(name) => setColorScheme(name as MantineColorScheme)}>
          {themes.map(({ name, icon: Icon }) => (
            <Menu.RadioItem key={name} value={name} closeMenuOnClick>
              <Group gap="xs">
                <Icon size={16} aria-hidden />
                {t(`frame.themes.${name}`)}
              </Group>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('frame.language')}</Menu.Label>
        <Menu.RadioGroup
          value={language ?? system}
          onChange={(code) => setLanguage(code === system ? null : (code as Language))}
        >
          <Menu.RadioItem value={system} closeMenuOnClick>
            {t('frame.themes.auto')}
          </Menu.RadioItem>
          {languageCodes.map((code) => (
            <Menu.RadioItem key={code} value={code} lang={code} closeMenuOnClick>
              {languages[code]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
