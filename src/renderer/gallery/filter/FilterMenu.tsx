import { ActionIcon, Button, CloseButton, Group, Indicator, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureFilter } from '../../../contract';
import { ask } from '../../base/studio/connection';
import { focusGrid } from '../layout/focus-grid';
import { FilterFields } from './FilterFields';
import styles from './FilterMenu.module.css';
import { SavedFilters } from './SavedFilters';
import { termsIn } from './terms';

interface FilterMenuProps {
  readonly filter: PictureFilter;
  readonly change: (filter: PictureFilter) => void;
  /** Whether the button is only an icon, because there is little room. */
  readonly isSmall?: boolean;
}

/** The filter of the images by their marks and their files, with the saved filters. */
export function FilterMenu({ filter, change, isSmall = false }: FilterMenuProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery({ ...ask.marks.overview.queryOptions(), enabled: opened });
  const terms = termsIn(filter);
  const label = terms > 0 ? t('filter.active', { count: terms }) : t('filter.title');
  const toggle = () => setOpened(!opened);
  const close = () => {
    setOpened(false);
    focusGrid();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onClose={() => setOpened(false)}
      position="bottom-start"
      width={304}
      trapFocus
      returnFocus
      shadow="md"
      middlewares={{ flip: true, shift: { padding: 8 }, size: { padding: 8 } }}
    >
      {isSmall ? (
        <Indicator disabled={terms === 0} size={7} offset={4}>
          <Popover.Target>
            <ActionIcon
              aria-label={label}
              title={label}
              variant={terms > 0 ? 'light' : 'subtle'}
              color={terms > 0 ? 'iris' : 'gray'}
              onClick={toggle}
              data-testid="picture-filter"
            >
              <IconFilter size={17} />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
      ) : (
        <Group gap={4} wrap="nowrap">
          <Popover.Target>
            <Button
              variant={terms > 0 ? 'light' : 'default'}
              flex={1}
              leftSection={<IconFilter size={14} />}
              onClick={toggle}
              data-testid="picture-filter"
            >
              {label}
            </Button>
          </Popover.Target>
          {terms > 0 && <CloseButton size="sm" aria-label={t('filter.clear')} onClick={() => change({})} />}
        </Group>
      )}
      <Popover.Dropdown className={styles.menu} aria-label={t('filter.title')} data-testid="filter-menu">
        {data && (
          <>
            <FilterFields filter={filter} change={change} tags={data.tags} close={close} />
            <SavedFilters
              filters={data.filters}
              filter={filter}
              choose={(chosen) => {
                change(chosen);
                close();
              }}
            />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
