import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageCodes, languages } from '../strings';
import { useLanguageChoice } from './language';

export const themes = [
  { name: 'light', icon: IconSun },
  { name: 'dark', icon: IconMoon },
  { name: 'auto', icon: IconDeviceDesktop },
] as const satisfies readonly { name: MantineColorScheme; icon: unknown }[];

/** Theme and language of the window. */
export function SettingsMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useLanguageChoice();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Tooltip label={t('frame.settings')}>
          <ActionIcon aria-label={t('frame.settings')}>
            <IconSettings size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.theme')}</Menu.Label>
        {themes.map(({ name, icon: Icon }) => (
          <Choice
            key={name}
            icon={<Icon size={16} aria-hidden />}
            label={t(`frame.themes.${name}`)}
            chosen={colorScheme === name}
            choose={() => setColorScheme(name)}
          />
        ))}
        <Menu.Label>{t('frame.language')}</Menu.Label>
        <Choice label={t('frame.themes.auto')} chosen={language === null} choose={() => setLanguage(null)} />
        {languageCodes.map((code) => (
          <Choice
            key={code}
            label={languages[code]}
            chosen={language === code}
            choose={() => setLanguage(code)}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function Choice({ label, icon, chosen, choose }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      leftSection={icon}
      rightSection={chosen && <IconCheck size={14} aria-hidden />}
      onClick={choose}
    >
      {label}
    </Menu.Item>
  );
}
