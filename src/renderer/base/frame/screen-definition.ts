import type { IconDatabase } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Topic } from '../../../contract';
import type { InEach } from '../../../core/words/language';
import type { ScreenName } from '../kept/navigation';
import type { Binding } from '../keys/bindings';
import { spoken } from '../strings';

/** Queries to the studio: all queries of a router, or a single one. */
export interface Questions {
  key(): readonly unknown[];
}

/** A binding with its label, for the list of all keys. */
export interface KeyAction {
  readonly keys: Binding;
  label(): string;
}

/** All that the frame needs to know of a screen. Each screen's file contains its definition, and `app/screens.ts` lists them all. */
export interface ScreenDefinition {
  readonly name: ScreenName;
  readonly title: InEach<string>;
  readonly icon: typeof IconDatabase;
  readonly component: ComponentType;
  /** True for a screen with pictures: a banner on it says so if their files are missing. */
  readonly pictures?: boolean;
  /** The actions of its keys, a table for each part of the screen that listens by itself. */
  readonly keyTables?: readonly (readonly KeyAction[])[];
  /** The queries to refetch after each kind of change in the project. */
  readonly asksAgain: Readonly<Partial<Record<Topic, readonly Questions[]>>>;
}

/** The title of a screen in the window's language. */
export const screenTitle = ({ title }: ScreenDefinition): string => spoken(title);
