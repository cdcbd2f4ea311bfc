import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchNames } from './match-names';

/** Lists with at most this many names have no search field. */
const many = 24;

interface NameSearchProps extends Pick<TextInputProps, 'w' | 'mb'> {
  readonly testId: string;
}

/** The names that match the typed text, and the search field, which is null for a short list. */
export function useNameSearch<N extends { readonly name: string }>(all: readonly N[]) {
  const [typed, setTyped] = useState('');
  const searchable = all.length > many;
  return {
    shown: searchable ? matchNames(all, typed) : all,
    field: (props: NameSearchProps) =>
      searchable ? <NameSearch {...props} typed={typed} type={setTyped} /> : null,
  };
}

function NameSearch({
  testId,
  typed,
  type,
  ...props
}: NameSearchProps & { readonly typed: string; readonly type: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      {...props}
      size="xs"
      leftSection={<IconSearch size={13} />}
      placeholder={t('names.search')}
      aria-label={t('names.search')}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget: { value } }) => type(value)}
      onKeyDown={({ key }) => key === 'Escape' && type('')}
      rightSection={typed && <CloseButton size="xs" aria-label={t('names.clear')} onClick={() => type('')} />}
      data-testid={testId}
    />
  );
}
