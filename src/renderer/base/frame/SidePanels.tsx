import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useId } from 'react';
import { frameKeys } from '../keys/frame-keys';
import { useKeys } from '../keys/use-keys';
import { PanelHandle } from './PanelHandle';
import styles from './SidePanels.module.css';
import { type SidePanel, shownPanels, toggleFold } from './side-panel';
import { fitted, mostOf } from './side-panel-sizes';

interface SidePanelsProps {
  readonly left: SidePanel;
  readonly right?: SidePanel;
  readonly leftContent: ReactNode;
  readonly rightContent?: ReactNode;
  /** The content between the panels, which takes the room that they leave. */
  readonly children: ReactNode;
}

/** The body of a screen between one or two panels that a person resizes and folds, by handle and by key. */
export function SidePanels({ left, right, leftContent, rightContent, children }: SidePanelsProps) {
  const { ref, width: room } = useElementSize();
  const isNarrow = useMediaQuery('(width < 1180px)', undefined, { getInitialValueInEffect: false });
  const [leftId, rightId] = [useId(), useId()];
  const leftKept = left.kept.use();
  const rightKept = (right ?? left).kept.use();
  useKeys(
    [
      [frameKeys.foldLeft, () => toggleFold(left)],
      [frameKeys.foldRight, () => right && toggleFold(right)],
    ],
    true,
  );
  useEffect(() => {
    const shown = right ? [left, right] : [left];
    shownPanels.set(shown);
    return () => {
      if (shownPanels.get() === shown) shownPanels.set([]);
    };
  }, [left, right]);
  const wished = (panel: SidePanel, { width, folded }: typeof leftKept) => ({
    ...panel,
    width: folded ? 0 : (width ?? (isNarrow ? panel.narrow : panel.usual)),
  });
  const panels = [wished(left, leftKept), ...(right ? [wished(right, rightKept)] : [])];
  const [leftWidth, rightWidth = 0] = fitted(panels, room);
  return (
    <div ref={ref} className={styles.body}>
      <aside
        id={leftId}
        className={`${styles.panel} ${left.className}`}
        style={{ width: leftWidth }}
        hidden={leftKept.folded}
        aria-label={left.label()}
      >
        {leftContent}
      </aside>
      <PanelHandle
        panel={left}
        side="left"
        controls={leftId}
        width={leftWidth}
        most={mostOf(left, room - rightWidth)}
      />
      <div className={styles.middle}>{children}</div>
      {right && (
        <>
          <PanelHandle
            panel={right}
            side="right"
            controls={rightId}
            width={rightWidth}
            most={mostOf(right, room - leftWidth)}
          />
          <aside
            id={rightId}
            className={`${styles.panel} ${right.className}`}
            style={{ width: rightWidth }}
            hidden={rightKept.folded}
            aria-label={right.label()}
          >
            {rightContent}
          </aside>
        </>
      )}
    </div>
  );
}
