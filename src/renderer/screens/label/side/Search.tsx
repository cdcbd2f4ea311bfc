import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usedKeys, withKeys } from '../../../base/keys/keys-in-use';
import { focusGrid } from '../../../gallery/layout/focus-grid';
import { searchId } from '../actions/focus-search';
import { searchAction } from '../actions/label-actions';
import type { LabelSession } from '../session/label-session';

/** The pause in typing after which the search begins. */
const restMs = 250;

/** The search field: shows only images with these words in their names or folders. */
export function Search({ session }: { readonly session: LabelSession }) {
  const { t } = useTranslation();
  usedKeys.use();
  const { search } = session.choice.use();
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const look = useDebouncedCallback((text: string) => void session.ask({ search: text }), restMs);
  const clear = () => {
    look.cancel();
    setTyped('');
    void session.ask({ search: '' });
  };
  const press = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && typed) clear();
    if (key === 'Escape' || key === 'Enter') focusGrid();
  };
  return (
    <TextInput
      id={searchId}
      leftSection={<IconSearch size={13} />}
      placeholder={t('label.search')}
      aria-label={t('label.search')}
      title={withKeys(t('label.searchHelp'), searchAction.keys)}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        look(value);
      }}
      onKeyDown={press}
      rightSection={typed && <CloseButton size="xs" aria-label={t('names.clear')} onClick={clear} />}
      data-testid="label-search"
    />
  );
}
