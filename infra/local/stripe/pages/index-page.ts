import { pendingCount } from '../deliveries/queue.ts';
import { API_VERSION } from '../http/version.ts';
import { moneyText } from '../money-text.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import { html, type Markup } from './html.ts';
import { type PageRoute, pageAnswer } from './page.ts';
import { testCardsNote } from './test-cards-note.ts';

const RECENT = 20;

export const indexRoute: PageRoute = {
  method: 'GET',
  path: '/',
  answer(scene) {
    const recent = sessions.select(scene.store, { conditions: [], order: 'newest first', limit: RECENT });
    const body = html`<main class="sheet wide">
<p><span class="badge">Test mode</span></p>
<h1>Cue's local Stripe simulator</h1>
<p>It speaks Stripe's API (version <code>${API_VERSION}</code>) at <code>${scene.publicUrl}/v1</code> to the official library and to <code>curl</code>, with any key that begins with <code>sk_test_</code>. No money moves and nothing leaves this machine.</p>
<section><h2 id="sessions">Recent checkouts</h2>${sessionTable(recent)}</section>
<section><h2>Webhooks</h2>
<p>${pendingCount(scene)} deliveries are waiting. See <a href="/_sim/webhooks">what waits and which faults are set</a> and the <a href="/_sim/deliveries">delivery log</a>.</p></section>
${testCardsNote()}</main>`;
    return pageAnswer(200, { title: 'Stripe simulator', body });
  },
};

function sessionTable(recent: StoredSession[]): Markup {
  if (recent.length === 0) return html`<p class="quiet">None yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="sessions"><table>
<thead><tr><th scope="col">Created</th><th scope="col">Amount</th><th scope="col">Status</th><th scope="col">Payment</th><th scope="col">Session</th></tr></thead>
<tbody>${recent.map(sessionRow)}</tbody></table></div>`;
}

function sessionRow(session: StoredSession): Markup {
  const short = `${session.id.slice(0, 18)}…`;
  const shown =
    session.url === null
      ? html`<code>${short}</code>`
      : html`<a href="${session.url}"><code>${short}</code></a>`;
  const created = new Date(session.created * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return html`<tr><td>${created} UTC</td><td class="amount">${moneyText(session.amount_total, session.currency)}</td><td>${session.status}</td><td>${session.payment_status.replaceAll('_', ' ')}</td><td>${shown}</td></tr>`;
}
