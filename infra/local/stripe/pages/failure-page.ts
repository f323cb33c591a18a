import { StripeFailure } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { html } from './html.ts';
import { pageAnswer } from './page.ts';

/** What went wrong, for people; our own faults are told to the terminal too. */
export function failurePage(error: unknown): Answer {
  if (error instanceof StripeFailure) return page(error.status, error.message);
  console.error('The Stripe simulator failed', error);
  return page(500, 'The simulator failed. The terminal says more.');
}

function page(status: number, message: string): Answer {
  const body = html`<main class="sheet"><h1>That did not work</h1><p>${message}</p><p><a href="/">The simulator's start page</a></p></main>`;
  return pageAnswer(status, { title: 'That did not work', body });
}
