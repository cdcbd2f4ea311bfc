import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './Panel.module.css';

interface SectionProps {
  readonly title: string;
  /** Shown at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a side panel that can be folded away. */
export function Section({ title, aside, children }: SectionProps) {
  const [open, setOpen] = useState(true);
  const id = useId();
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.sectionHead}>
        <h2>
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <IconChevronDown size={13} aria-hidden data-folded={!open || undefined} />
            {title}
          </UnstyledButton>
        </h2>
        {aside}
      </header>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
