import type { Answer } from '../http/answer.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import type { StoredSession } from '../objects/checkout-session.ts';
import { filledIn } from './checkout-summary.ts';
import { html } from './html.ts';
import { pageAnswer } from './page.ts';

/** A session that is over takes no payment, whoever asks and however often. */
export function closedAnswer(session: StoredSession): Answer {
  return session.status === 'complete' ? completeAnswer(session) : expiredAnswer(session);
}

function completeAnswer({ id, success_url }: StoredSession): Answer {
  return pageAnswer(410, {
    title: 'Already completed',
    body: html`<main class="sheet"><h1>You're all done here</h1>
<p>This checkout was completed already. Nothing was charged again.</p>
<p><a class="button" href="${filledIn(success_url, id)}">Continue to ${MERCHANT_NAME}</a></p></main>`,
  });
}

function expiredAnswer({ id, cancel_url }: StoredSession): Answer {
  return pageAnswer(410, {
    title: 'Checkout expired',
    body: html`<main class="sheet"><h1>This checkout has expired</h1>
<p>Nothing was charged. Please go back and start again.</p>
${cancel_url === null ? '' : html`<p><a class="button" href="${filledIn(cancel_url, id)}">Back to ${MERCHANT_NAME}</a></p>`}</main>`,
  });
}

export function unknownSessionAnswer(): Answer {
  return pageAnswer(404, {
    title: 'No such checkout',
    body: html`<main class="sheet"><h1>There is no such checkout</h1>
<p>The link may be cut off, or the simulator was started fresh since it was made.</p>
<p><a href="/">What the simulator knows</a></p></main>`,
  });
}
