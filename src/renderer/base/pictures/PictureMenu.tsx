import { Menu } from '@mantine/core';
import { IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyPaths, showInFolder } from './image-file';

interface Asked {
  readonly imageId: number;
  readonly x: number;
  readonly y: number;
}

/** The context menu of any picture of the catalog, with the actions on its file. Galleries have menus of their own. */
export function PictureMenu() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    const open = (event: MouseEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const imageId = Number(event.target.closest<HTMLElement>('[data-image-id]')?.dataset.imageId);
      if (!(imageId > 0)) return;
      event.preventDefault();
      setAsked({ imageId, x: event.clientX, y: event.clientY });
    };
    document.addEventListener('contextmenu', open);
    return () => document.removeEventListener('contextmenu', open);
  }, []);
  if (!asked) return null;
  return (
    <Menu
      key={`${asked.x} ${asked.y}`}
      opened
      onClose={() => setAsked(null)}
      position="bottom-start"
      width={190}
      returnFocus
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: asked.x, top: asked.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={15} aria-hidden />}
          onClick={() => void copyPaths([asked.imageId])}
        >
          {t('gallery.copyPath')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderOpen size={15} aria-hidden />}
          onClick={() => void showInFolder(asked.imageId)}
        >
          {t('gallery.showInFolder')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
