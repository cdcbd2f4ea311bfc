import { useElementSize, useMergedRef } from '@mantine/hooks';
import {
  type HTMLAttributes,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import type { TileSelection } from '../layout/selection';
import styles from './Grid.module.css';
import type { GridElements, GridView } from './grid-view';
import type { GridScene } from './picture-tile';
import type { Band } from './use-band';

/** The elements of a grid, and the width available to its tiles. */
export function useGridFrame() {
  const { ref: sizeRef, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const board = useRef<HTMLDivElement>(null);
  /** The elements are null until they are mounted. */
  const elements = useCallback(
    (): GridElements => ({
      scroller: scroller.current as HTMLElement,
      spacer: spacer.current as HTMLElement,
      board: board.current as HTMLElement,
    }),
    [],
  );
  return { width, elements, refs: { scroller: useMergedRef(scroller, sizeRef), spacer, board } };
}

interface Followed {
  readonly selection: TileSelection;
  /** A counter that grows when data of tiles has arrived. */
  readonly drawn: number;
  /** A counter that grows when the focus was moved by keyboard. */
  readonly followed: number;
}

/** Redraws a grid when the selection or the data of its tiles change. */
export function useFollowed<S extends GridScene>(
  view: RefObject<GridView<S> | null>,
  { selection, drawn, followed }: Followed,
): void {
  useLayoutEffect(() => view.current?.select(selection), [view, selection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn grows when data of tiles has arrived
  useEffect(() => view.current?.paint(), [view, drawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a click moves the focus as well, and must not scroll
  useLayoutEffect(() => {
    if (followed > 0) view.current?.reveal(selection.focus);
  }, [view, followed]);
}

interface GridFrameProps extends HTMLAttributes<HTMLDivElement> {
  readonly refs: ReturnType<typeof useGridFrame>['refs'];
  readonly label: string;
  readonly testId: string;
  readonly images: number | undefined;
  readonly focus: number;
  readonly band: Band | null;
  readonly children?: ReactNode;
}

/** The elements of a virtual list: one that scrolls, one that gives the scrollbar its length, and one that holds the tiles. */
export function GridFrame({ refs, label, testId, images, focus, band, children, ...others }: GridFrameProps) {
  return (
    <div className={styles.frame}>
      {children}
      <div
        {...others}
        ref={refs.scroller}
        className={styles.scroller}
        tabIndex={0}
        role="listbox"
        aria-label={label}
        aria-multiselectable
        aria-activedescendant={images ? `tile-${focus}` : undefined}
        data-testid={testId}
        data-images={images}
      >
        <div ref={refs.spacer} role="presentation" />
        <div ref={refs.board} className={styles.board} role="presentation" />
      </div>
      {band && <div className={styles.band} style={band} data-testid="band" />}
    </div>
  );
}
