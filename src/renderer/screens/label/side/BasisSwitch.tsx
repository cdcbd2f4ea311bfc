import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../base/studio/connection';
import type { LabelSession } from '../session/label-session';

/** Says what images are compared by, and switches to the other basis. */
export function BasisSwitch({ session }: { readonly session: LabelSession }) {
  const { t } = useTranslation();
  const { data: choice } = useQuery(ask.likeness.choice.queryOptions());
  const basis = session.likeness.basis.use() ?? choice?.usual;
  if (!choice || !basis) return null;
  const name = choice.network.name;
  const other = basis === 'picture' ? 'network' : 'picture';
  const mustFetch = other === 'network' && !choice.network.isHere;
  return (
    <Text fz="xs" c="dimmed" data-testid="basis" data-basis={basis}>
      {t(`label.basis.${basis}`, { name })}{' '}
      <Anchor
        component="button"
        fz="xs"
        title={mustFetch ? t('label.basis.fetchHelp', { name }) : undefined}
        onClick={() => void session.compareBy(other)}
        data-testid="basis-other"
      >
        {t(`label.basis.to.${other}`)}
      </Anchor>
    </Text>
  );
}
