import { isOver, type StoredSubscription } from '../../objects/subscription.ts';
import { html, type Markup } from '../html.ts';
import { subscriptionAddress } from './subscriptions-page.ts';

/** What somebody who builds the shop wants to see happen. */
export function subscriptionForms(subscription: StoredSubscription): Markup {
  if (isOver(subscription))
    return html`<p class="card quiet">It is over, for ever. Nothing more can be done with it.</p>`;
  const { cancel_at, id, status } = subscription;
  const address = subscriptionAddress(id);
  const renews = ['active', 'past_due', 'trialing', 'unpaid'].includes(status);
  return html`${renews ? renewForm(address, status) : ''}
<form method="post" action="${address}/fail-payment" class="card"><h2>Fail a payment</h2>
<p class="quiet">The next payment of this subscription is declined, whatever its card would do.</p>
<button class="plain">Fail the next payment</button></form>
<form method="post" action="${address}/cancel" class="card"><h2>Cancel</h2><div class="row">
${cancel_at === null ? html`<button class="plain" name="when" value="period end">At the period's end</button>` : html`<button class="plain" name="when" value="never">Don't cancel</button>`}
<button class="plain" name="when" value="now">Now</button></div></form>`;
}

function renewForm(address: string, status: string): Markup {
  const title = status === 'trialing' ? 'End the trial now' : 'Renew now';
  return html`<form method="post" action="${address}/renew" class="card"><h2>The period's end</h2>
<p class="quiet">As if it were over: the next invoice is made and collected at once.</p>
<button>${title}</button></form>`;
}
