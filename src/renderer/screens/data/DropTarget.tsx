import { Text } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropTaker } from '../../dialogs/add-images';
import classes from './Data.module.css';

/** Receives folders, lists and images that are dropped anywhere on the window; the screen that is shown may take them for itself. */
export function DropTarget() {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const { take, words } = dropTaker.use();
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      take(files.map((file) => window.dropped.pathOf(file)).filter(Boolean));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [take]);
  if (!over) return null;
  return (
    <div className={classes.drop}>
      <IconPhotoPlus size={40} stroke={1.4} aria-hidden />
      <Text fw={600} fz="lg">
        {words?.() ?? t('data.dropHere')}
      </Text>
    </div>
  );
}
