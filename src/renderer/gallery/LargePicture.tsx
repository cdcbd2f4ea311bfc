import { ActionIcon, Modal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '../base/Picture';
import { ask } from '../base/studio/connection';
import { isDialogOpen } from './key-target';
import styles from './LargePicture.module.css';

/** A picture and what is said of it. */
interface ShownPicture {
  readonly imageId: number;
  /** Under the picture; one or two short lines. */
  readonly caption: ReactNode;
  /** The same for those who cannot see it. */
  readonly label: string;
}

interface LargePictureProps {
  readonly image: ShownPicture;
  /** "3 / 12" */
  readonly place: string;
  readonly move: (step: number) => void;
  readonly close: () => void;
}

/** One image as large as the window allows, with what its tile says and its file. Arrows go through the grid. */
export function LargePicture({ image, place, move, close }: LargePictureProps) {
  const { t } = useTranslation();
  const { data } = useQuery(ask.data.imageFacts.queryOptions({ input: { ids: [image.imageId] } }));
  const onTop = (act: () => void) => () => void (isDialogOpen(1) || act());
  useHotkeys([
    ['ArrowLeft', onTop(() => move(-1))],
    ['ArrowRight', onTop(() => move(1))],
    ['Space', onTop(close)],
  ]);
  const facts = data?.[0];
  return (
    <Modal opened onClose={close} title={place} size="min(92vw, 980px)">
      <div className={styles.large}>
        <ActionIcon size="lg" aria-label={t('images.previous')} onClick={() => move(-1)}>
          <IconChevronLeft />
        </ActionIcon>
        <Picture imageId={image.imageId} size={1024} className={styles.whole} alt={image.label} />
        <ActionIcon size="lg" aria-label={t('images.next')} onClick={() => move(1)}>
          <IconChevronRight />
        </ActionIcon>
      </div>
      <p className={styles.about}>{image.caption}</p>
      <p className={`${styles.file} selectable`}>
        {facts && `${facts.path} · ${facts.width} × ${facts.height}`}
      </p>
    </Modal>
  );
}
