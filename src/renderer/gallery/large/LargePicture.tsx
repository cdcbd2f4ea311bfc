import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../base/frame/Dialog';
import { type Key, keyOf } from '../../base/keys/key';
import { isKeyOf } from '../../base/keys/keys-in-use';
import { isTyping } from '../../base/keys/typing';
import { ask } from '../../base/studio/connection';
import { lookKeys } from '../actions/actions';
import { isDialogOpen } from '../actions/key-target';
import { isPlain } from '../layout/keys';
import { factsShown } from '../zoom/facts-shown';
import { sizeOf } from '../zoom/sizes';
import { wholeInSight } from '../zoom/zoom';
import { Zooming } from '../zoom/zooming';
import { FactsPanel } from './FactsPanel';
import styles from './LargePicture.module.css';
import { ZoomBar } from './ZoomBar';
import { ZoomPane } from './ZoomPane';

/** A picture with its caption. */
interface ShownPicture {
  readonly imageId: number;
  /** Under the picture; one or two short lines. */
  readonly caption: ReactNode;
  /** The same for screen readers. */
  readonly label: string;
}

interface LargePictureProps {
  readonly image: ShownPicture;
  /** "3 / 12" */
  readonly place: string;
  readonly move: (step: number) => void;
  readonly close: () => void;
}

/** One image as large as the window allows, with the words of its tile and the facts of its file. Arrow keys step through the grid. */
export function LargePicture({ image, place, move, close }: LargePictureProps) {
  const { t } = useTranslation();
  const { imageId, caption, label } = image;
  const { data } = useQuery(ask.data.imageFacts.queryOptions({ input: { ids: [imageId] } }));
  const [zooming] = useState(() => new Zooming());
  useOwnKeys(zooming, { move, close });
  const facts = data?.[0];
  return (
    <Dialog onClose={close} title={place} size="min(94vw, 1400px)">
      <div className={styles.large}>
        <ActionIcon size="lg" aria-label={t('images.previous')} onClick={() => move(-1)}>
          <IconChevronLeft />
        </ActionIcon>
        <div className={styles.whole}>
          <ZoomPane
            key={imageId}
            imageId={imageId}
            size={facts && sizeOf(facts)}
            zoom={zooming.zoom}
            alt={label}
            onArea={zooming.area.set}
          />
        </div>
        <ActionIcon size="lg" aria-label={t('images.next')} onClick={() => move(1)}>
          <IconChevronRight />
        </ActionIcon>
        {factsShown.use() && <FactsPanel imageId={imageId} size={facts && sizeOf(facts)} />}
      </div>
      <div className={styles.foot}>
        <p className={styles.about}>{caption}</p>
        <ZoomBar zooming={zooming} />
      </div>
      <p className={`${styles.file} selectable`}>
        {facts && `${facts.path} · ${facts.width} × ${facts.height}`}
      </p>
    </Dialog>
  );
}

/** Handles the keys of the view while it covers everything else. */
function useOwnKeys(zooming: Zooming, { move, close }: Pick<LargePictureProps, 'move' | 'close'>): void {
  const acts = useRef({ move, close });
  useEffect(() => {
    acts.current = { move, close };
  });
  useEffect(() => {
    zooming.zoom.set(wholeInSight);
    const act = (key: Key): boolean => {
      if (zooming.act(key)) return true;
      if (isKeyOf(lookKeys, key)) acts.current.close();
      else if (isPlain(key, 'ArrowLeft')) acts.current.move(-1);
      else if (isPlain(key, 'ArrowRight')) acts.current.move(1);
      else return false;
      return true;
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isDialogOpen(1)) return;
      if (act(keyOf(event))) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [zooming]);
}
