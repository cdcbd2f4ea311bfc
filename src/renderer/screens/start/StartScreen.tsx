import { Group, SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFolderOpen, IconFolderPlus, IconHanger } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GpuOffer } from '../../base/program/GpuOffer';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { SettingsMenu } from '../../dialogs/SettingsMenu';
import { Mark } from './Mark';
import { NewProject, openNewProject } from './NewProject';
import { Recent } from './Recent';
import classes from './Start.module.css';

/** The start screen: three ways to begin, and the recent projects. */
export function StartScreen() {
  const { t } = useTranslation();
  return (
    <main className={classes.page}>
      <div className={classes.corner}>
        <SettingsMenu />
      </div>
      <div className={classes.inner}>
        <Group gap="md" mb={4}>
          <Mark size={40} />
          <Title order={1} fz={26}>
            {t('app.name')}
          </Title>
        </Group>
        <Text c="dimmed" fz="md" mb="xl" maw={560}>
          {t('start.tagline')}
        </Text>
        <SimpleGrid cols={3} spacing="sm">
          <Choice icon={IconHanger} name="demo" first run={openDemo} />
          <Choice icon={IconFolderPlus} name="create" run={openNewProject} />
          <Choice icon={IconFolderOpen} name="open" run={openProject} />
        </SimpleGrid>
        <GpuOffer />
        <Recent />
      </div>
      <NewProject />
    </main>
  );
}

interface ChoiceProps {
  readonly icon: typeof IconHanger;
  readonly name: 'demo' | 'create' | 'open';
  readonly first?: boolean;
  readonly run: () => void;
}

function Choice({ icon: Icon, name, first, run }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <UnstyledButton className={first ? `${classes.choice} ${classes.first}` : classes.choice} onClick={run}>
      <Icon size={26} stroke={1.5} color="var(--mantine-primary-color-filled)" aria-hidden />
      <Text fw={600} fz="md">
        {t(`start.${name}`)}
      </Text>
      <Text c="dimmed" fz="sm">
        {t(`start.${name}Help`)}
      </Text>
    </UnstyledButton>
  );
}

function openDemo(): void {
  studio.project.openDemo().catch(complain);
}

async function openProject(): Promise<void> {
  try {
    const [folder] = await studio.app.chooseFolders({ title: i18n.t('start.open') });
    if (folder) await studio.project.open({ folder });
  } catch (error) {
    complain(error);
  }
}
