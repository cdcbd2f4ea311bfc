import { ActionIcon, Menu, ScrollArea, Tooltip } from '@mantine/core';
import { IconCheck, IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complain } from '../../base/studio/announce';
import { type HistoryEntry, newestOf } from '../session/history';
import styles from './HistoryMenu.module.css';

/** The newest steps, newest first, and whether there are older ones. */
export interface History {
  readonly steps: readonly HistoryEntry[];
  readonly more: boolean;
}

interface HistoryMenuProps {
  /** Requests the steps; called each time that the list opens. */
  readonly load: () => Promise<History>;
  /** Undoes or redoes steps until this one is the newest that is not undone; null undoes all. */
  readonly goTo: (id: number | null) => void;
}

/** The steps that Ctrl+Z and Ctrl+Shift+Z go through, as a list: a click on a step goes back or forward to the state just after it. */
export function HistoryMenu({ load, goTo }: HistoryMenuProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [history, setHistory] = useState<History | null>(null);
  useEffect(() => {
    if (!opened) return;
    let gone = false;
    load().then((loaded) => !gone && setHistory(loaded), complain);
    return () => {
      gone = true;
      setHistory(null);
    };
  }, [opened, load]);
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="top-end"
      width={320}
      shadow="md"
      menuItemTabIndex={0}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Tooltip label={t('gallery.history.title')} disabled={opened}>
          <ActionIcon aria-label={t('gallery.history.title')} data-testid="history">
            <IconHistory size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown data-testid="history-list">
        <Menu.Label>{t('gallery.history.title')}</Menu.Label>
        {history && (
          <ScrollArea.Autosize mah={360}>
            <Steps history={history} goTo={goTo} />
          </ScrollArea.Autosize>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Steps({
  history: { steps, more },
  goTo,
}: Pick<HistoryMenuProps, 'goTo'> & { readonly history: History }) {
  const { t } = useTranslation();
  const newest = newestOf(steps);
  if (steps.length === 0) return <Menu.Item disabled>{t('gallery.history.none')}</Menu.Item>;
  const entry = (id: number | null, words: string, undone: boolean) => (
    <Menu.Item
      key={id}
      className={undone ? styles.undone : undefined}
      aria-current={id === newest ? 'step' : undefined}
      leftSection={<IconCheck size={14} aria-hidden style={{ opacity: id === newest ? 1 : 0 }} />}
      title={undone ? t('gallery.history.undone', { words }) : words}
      onClick={() => goTo(id)}
    >
      {words}
    </Menu.Item>
  );
  return (
    <>
      {steps.map(({ id, words, undone }) => entry(id, words, undone))}
      {more ? (
        <Menu.Item disabled>{t('gallery.history.more')}</Menu.Item>
      ) : (
        entry(null, t('gallery.history.start'), false)
      )}
    </>
  );
}
