import { ActionIcon, Badge, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { moment } from '../../base/words/format';
import classes from './Start.module.css';

export function Recent() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: recent = [] } = useQuery(ask.project.recent.queryOptions());
  if (recent.length === 0) return null;
  const forget = async (folder: string) =>
    queries.setQueryData(ask.project.recent.queryKey(), await studio.project.forget({ folder }));
  return (
    <section aria-label={t('start.recent')}>
      <Text fw={600} fz="sm" c="dimmed" mt="xl" mb={6} px={10}>
        {t('start.recent')}
      </Text>
      {recent.map(({ folder, name, openedAt, exists }) => (
        <Group key={folder} gap={4} wrap="nowrap">
          <UnstyledButton
            className={classes.recent}
            disabled={!exists}
            onClick={() => studio.project.open({ folder }).catch(complain)}
          >
            <Text fw={500} c={exists ? undefined : 'dimmed'}>
              {name}
            </Text>
            <Text c="dimmed" fz="xs" truncate flex={1}>
              {folder}
            </Text>
            {exists ? (
              <Text c="dimmed" fz="xs">
                {moment(openedAt)}
              </Text>
            ) : (
              <Badge size="xs" color="orange" variant="light">
                {t('start.missing')}
              </Badge>
            )}
          </UnstyledButton>
          <Tooltip label={t('start.forget')}>
            <ActionIcon aria-label={t('start.forget')} onClick={() => forget(folder).catch(complain)}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
    </section>
  );
}
