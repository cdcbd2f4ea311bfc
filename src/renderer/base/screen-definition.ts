import type { IconDatabase } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Topic } from '../../contract';
import type { InEach } from '../../core/words/language';
import type { ScreenName } from './navigation';
import { spoken } from './strings';

/** Questions to the studio that have something in common: all of a part, or one. */
export interface Questions {
  key(): readonly unknown[];
}

/** All that the frame must know of a screen. It stands in the screen's file, and the screen in the table of `app/screens.ts`. */
export interface ScreenDefinition {
  readonly name: ScreenName;
  readonly title: InEach<string>;
  readonly icon: typeof IconDatabase;
  readonly component: ComponentType;
  /** It shows pictures: where their files are missing, that is said above it. */
  readonly pictures?: boolean;
  /** What its keys do, for the list of all keys. */
  readonly actions?: readonly { readonly keys: string; label(): string }[];
  /** Which of its questions a change in the project makes worth asking again. */
  readonly asksAgain: Readonly<Partial<Record<Topic, readonly Questions[]>>>;
}

/** The title of a screen in the window's language. */
export const screenTitle = ({ title }: ScreenDefinition): string => spoken(title);
