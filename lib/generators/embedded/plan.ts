import type { Json } from '../../graph/graph.ts';
import type { Preferences } from '../generator.ts';
import type { ReadText } from './read-text.ts';
import type { Thing } from './thing.ts';

/** A node to be, with what follows by each of its ways out. */
export interface Step {
  id: string;
  type: string;
  label: string;
  params: Record<string, Json>;
  /** By handle. */
  ways?: Record<string, Step[]>;
  /** Of a condition: what its first way ends with goes on into its second, as an approval does. */
  joins?: true;
}

/** A list that was brought, of which each can be taken. */
export interface FoundList {
  items: string;
  noun: string;
  /** Where its length is told. */
  count?: string | undefined;
  /** Where parts of an item lie, as of a `Thing`. */
  itemFields?: Readonly<Record<string, string>> | undefined;
}

/** What the words of a clause can refer to, at its place in the workflow. */
export interface Scope {
  /** The trigger's thing, or the loop's item: whom and what it is all about. */
  about: Thing;
  /** What was brought last: `it`. */
  it: Thing;
  /** What a model wrote, or a digest says. */
  text?: string | undefined;
  list?: FoundList | undefined;
  /** Of a customer who was looked up. */
  email?: string | undefined;
  /** The HTTP request whose answer was brought last. */
  answerOf?: string | undefined;
  /** Values that were put together for a message. */
  values?: Readonly<Record<string, string>> | undefined;
}

/** One sentence being read: what is gathered on the way. */
export interface Reading {
  read: ReadText;
  preferences: Preferences;
  newId(wish: string): string;
  remark(sentence: string): void;
}

/** Reads one clause into steps, and tells the scope what they bring; undefined when it is not of its kind. */
export type ReadSteps = (clause: string, scope: Scope, reading: Reading) => Step[] | undefined;

/** For labels: the words of a person in short. */
export function labelOf(words: string): string {
  const text = words
    .replaceAll(/⟨[a-z]+\d+⟩/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = [...text].length > 44 ? `${[...text].slice(0, 43).join('')}…` : text;
  return `${short[0]?.toUpperCase() ?? ''}${short.slice(1)}`;
}

export const environment = (name: string) => `{{env.${name}}}`;
