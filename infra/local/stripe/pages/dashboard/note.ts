import { randomText } from '../../ids.ts';
import { notes } from '../../store/notes.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';

/** What a form did, shown once on the page that it leads back to. */
export interface Note {
  kind: 'done' | 'problem';
  text: string;
}

const kept = notes<Note>('dashboard');

/** The address carries only the note's id, so that no link from elsewhere can put words on the page. */
export function keepNote(scene: Scene, note: Note): string {
  const id = randomText(16);
  kept.write(scene.store, id, note);
  return id;
}

export function takeNote(scene: Scene, query: URLSearchParams): Note | undefined {
  const id = query.get('note');
  if (id === null) return undefined;
  const note = kept.read(scene.store, id);
  kept.remove(scene.store, id);
  return note;
}

export function noteMarkup({ kind, text }: Note): Markup {
  return kind === 'done'
    ? html`<p class="done" role="status" tabindex="-1" autofocus>${text}</p>`
    : html`<p class="alert" role="alert" tabindex="-1" autofocus>${text}</p>`;
}
