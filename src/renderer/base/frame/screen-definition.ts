import type { IconDatabase } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Topic } from '../../../contract';
import type { InEach } from '../../../core/words/language';
import type { ScreenName } from '../kept/navigation';
import type { Binding } from '../keys/bindings';
import { spoken } from '../strings';

/** A group of queries to the studio: all of a router, or one. */
export interface Questions {
  key(): readonly unknown[];
}

/** What some keys do, for the list of all keys. */
export interface KeyAction {
  readonly keys: Binding;
  label(): string;
}

/**
 * All that the frame needs to know of a screen. The definition stands in the screen's file and is listed in
 * `app/screens.ts`.
 */
export interface ScreenDefinition {
  readonly name: ScreenName;
  readonly title: InEach<string>;
  readonly icon: typeof IconDatabase;
  readonly component: ComponentType;
  /** True for a screen with pictures: a banner on it tells where their files are missing. */
  readonly pictures?: boolean;
  /** What its keys do: a table for each part of the screen that listens by itself. */
  readonly keyTables?: readonly (readonly KeyAction[])[];
  /** The queries to refetch after each kind of change in the project. */
  readonly asksAgain: Readonly<Partial<Record<Topic, readonly Questions[]>>>;
}

/** The title of a screen in the window's language. */
export const screenTitle = ({ title }: ScreenDefinition): string => spoken(title);
