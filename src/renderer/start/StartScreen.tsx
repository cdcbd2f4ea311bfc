import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function StartScreen() {
  const { t } = useTranslation();
  return (
    <Stack align="center" justify="center" h="100%">
      <Title>{t('app.name')}</Title>
      <Text c="dimmed">{t('start.tagline')}</Text>
      <Button>{t('start.demo')}</Button>
    </Stack>
  );
}
