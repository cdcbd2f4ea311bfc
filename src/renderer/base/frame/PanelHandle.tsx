import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './SidePanels.module.css';
import { type KeptPanel, type SidePanel, toggleFold } from './side-panel';

interface PanelHandleProps {
  readonly panel: SidePanel;
  readonly side: 'left' | 'right';
  /** The id of the panel. */
  readonly controls: string;
  /** The panel's present width in pixels; 0 if it is folded. */
  readonly width: number;
  /** The greatest width that it can have now, in pixels. */
  readonly most: number;
}

interface Drag {
  readonly from: number;
  readonly width: number;
  readonly kept: KeptPanel;
  readonly onGrip: boolean;
  moved: boolean;
}

/** Pixels by which an arrow key moves the handle, without and with Shift. */
const step = 16;
const longStep = 64;
/** If the pointer moved by fewer pixels than this, it was a click and no drag. */
const still = 4;

/**
 * The line between a panel and the middle, an ARIA window splitter. It is dragged with the mouse, or moved with the arrow keys, Home and
 * End. Enter, a click on its grip, or dragging it far enough folds the panel; a double click restores the usual width. (Mantine's splitter
 * cannot have a label and reserves no room for the middle.)
 */
export function PanelHandle({ panel, side, controls, width, most }: PanelHandleProps) {
  const { t } = useTranslation();
  const { folded } = panel.kept.use();
  const drag = useRef<Drag | null>(null);
  const grow = side === 'left' ? 1 : -1;
  const set = (wanted: number) =>
    panel.kept.set({ width: Math.max(panel.least, Math.min(most, Math.round(wanted))), folded: false });

  const take = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const onGrip = (event.target as Element).closest('[data-grip]') !== null;
    drag.current = { from: event.clientX, width, kept: panel.kept.get(), onGrip, moved: false };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (!held) return;
    const by = event.clientX - held.from;
    held.moved ||= Math.abs(by) >= still;
    if (!held.moved) return;
    const wanted = held.width + grow * by;
    if (wanted >= panel.least / 2) set(wanted);
    else panel.kept.set({ ...held.kept, folded: true });
  };
  const letGo = () => {
    const held = drag.current;
    drag.current = null;
    if (held && !held.moved && (folded || held.onGrip)) toggleFold(panel);
  };
  const press = (event: KeyboardEvent) => {
    const by = grow * (event.shiftKey ? longStep : step);
    const wanted = new Map([
      ['ArrowLeft', width - by],
      ['ArrowRight', width + by],
      ['Home', panel.least],
      ['End', most],
    ]).get(event.key);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') toggleFold(panel);
    else if (wanted !== undefined) set(wanted);
    else return;
    // Otherwise the key would also act on the images.
    event.preventDefault();
  };

  const Chevron = (side === 'left') === folded ? IconChevronRight : IconChevronLeft;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule holds no grip, and this one is moved
    <div
      role="separator"
      tabIndex={0}
      data-side={side}
      className={`${styles.handle} ${folded ? styles.folded : ''}`}
      aria-orientation="vertical"
      aria-label={t('frame.panel.handle', { panel: panel.label() })}
      aria-controls={controls}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={width}
      aria-valuetext={folded ? t('frame.panel.folded') : t('frame.panel.pixels', { count: width })}
      title={t(folded ? 'frame.panel.unfoldHint' : 'frame.panel.hint')}
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={letGo}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onDoubleClick={() => panel.kept.set({ width: null, folded: false })}
      onKeyDown={press}
    >
      <span className={styles.grip} data-grip>
        <Chevron size={14} />
      </span>
    </div>
  );
}
