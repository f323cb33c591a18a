import { html, type Markup } from '../html.ts';

type Tone = 'good' | 'waiting' | 'bad' | 'over';

const TONES: Record<string, Tone> = {
  active: 'good',
  trialing: 'good',
  succeeded: 'good',
  paid: 'good',
  won: 'good',
  delivered: 'good',
  draft: 'waiting',
  incomplete: 'waiting',
  paused: 'waiting',
  pending: 'waiting',
  processing: 'waiting',
  waiting: 'waiting',
  open: 'waiting',
  requires_action: 'waiting',
  inquiry: 'waiting',
  warning_needs_response: 'waiting',
  warning_under_review: 'waiting',
  under_review: 'waiting',
  partly_refunded: 'waiting',
  past_due: 'bad',
  unpaid: 'bad',
  uncollectible: 'bad',
  needs_response: 'bad',
  disputed: 'bad',
  lost: 'bad',
  failed: 'bad',
  failing: 'bad',
  'given up': 'bad',
};

const WORDS: Record<string, string> = {
  warning_needs_response: 'Inquiry: needs response',
  warning_under_review: 'Inquiry: under review',
  warning_closed: 'Inquiry closed',
};

/** A state in words; its colour only underlines them. */
export function stateBadge(state: string): Markup {
  return html`<span class="state ${TONES[state] ?? 'over'}">${inWords(state)}</span>`;
}

/** "needs_response" → "Needs response". */
export function inWords(state: string): string {
  const words = state.replaceAll('_', ' ');
  return WORDS[state] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
