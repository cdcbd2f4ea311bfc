import type { CSSProperties, ReactNode } from 'react';
import classes from './Screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly hint?: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The layout of a screen: its title with the actions, and its content below. */
export function Screen({ title, hint, actions, children }: ScreenProps) {
  return (
    <section className={classes.screen} aria-label={title}>
      <header className={classes.head}>
        <h1>{title}</h1>
        <span className={classes.hint} title={hint}>
          {hint}
        </span>
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}

interface PanelProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly style?: CSSProperties;
}

export function Panel({ title, actions, children, style }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title} style={style}>
      {title && (
        <header className={classes.panelHead}>
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
