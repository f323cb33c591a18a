import { html, type Markup } from '../html.ts';

/** Simulator and browser share a machine, so its time zone is the reader's. */
const SHORT = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const LONG = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long' });

/** Stripe counts seconds, deliveries are noted in ISO. */
export function moment(when: number | string): Markup {
  const date = new Date(typeof when === 'number' ? when * 1000 : when);
  return html`<time datetime="${date.toISOString()}" title="${LONG.format(date)}">${SHORT.format(date)}</time>`;
}
