import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureFilter, SavedFilter } from '../../../contract';
import { longestTag } from '../../../core/vocabulary/marks';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import styles from './FilterMenu.module.css';
import { termsIn } from './terms';

interface SavedFiltersProps {
  readonly filters: readonly SavedFilter[];
  /** The present filter, which can be saved. */
  readonly filter: PictureFilter;
  readonly choose: (filter: PictureFilter) => void;
}

/** The filters that are saved in the project; they are chosen, renamed and deleted here. */
export function SavedFilters({ filters, filter, choose }: SavedFiltersProps) {
  const { t } = useTranslation();
  const [renamed, setRenamed] = useState<number | null>(null);
  const maySave = termsIn(filter) > 0;
  if (filters.length === 0 && !maySave) return null;
  return (
    <section className={styles.saved} aria-label={t('filter.saved')}>
      {filters.map(({ id, name, filter: its }) =>
        renamed === id ? (
          <NameField
            key={id}
            name={name}
            isOpened
            save={(to) => {
              setRenamed(null);
              studio.marks.renameFilter({ id, name: to }).catch(complain);
            }}
          />
        ) : (
          <div key={id} className={styles.line} data-testid="saved-filter">
            <Button
              size="compact-sm"
              variant="subtle"
              justify="start"
              color="gray"
              onClick={() => choose(its)}
            >
              {name}
            </Button>
            <ActionIcon size="sm" aria-label={t('filter.rename', { name })} onClick={() => setRenamed(id)}>
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t('filter.remove', { name })}
              onClick={() => void studio.marks.removeFilter({ id }).catch(complain)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ),
      )}
      {maySave && (
        <NameField name="" save={(name) => void studio.marks.saveFilter({ name, filter }).catch(complain)} />
      )}
    </section>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly isOpened?: boolean;
  readonly save: (name: string) => void;
}

/** The field for the name of the present filter, or for a new name of a saved one. */
function NameField({ name: before, isOpened = false, save }: NameFieldProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(before);
  const clean = name.trim();
  const apply = () => {
    if (clean === '') return;
    setName('');
    save(clean);
  };
  return (
    <div className={styles.line}>
      <TextInput
        size="xs"
        aria-label={t('filter.name')}
        placeholder={t('filter.name')}
        maxLength={longestTag}
        autoFocus={isOpened}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && apply()}
      />
      <Button size="compact-sm" variant="default" disabled={clean === ''} onClick={apply}>
        {t('filter.save')}
      </Button>
    </div>
  );
}
