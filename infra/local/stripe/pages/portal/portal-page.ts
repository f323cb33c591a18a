import type { Answer } from '../../http/answer.ts';
import { MERCHANT_NAME } from '../../objects/account.ts';
import { isOver, subscriptions } from '../../objects/subscription.ts';
import type { Portal } from '../../portal/act.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { pageAnswer } from '../page.ts';
import { testCardsNote } from '../test-cards-note.ts';
import { invoicesSection } from './invoices-section.ts';
import { methodsSection } from './methods-section.ts';
import { subscriptionSection } from './subscription-section.ts';

const MAXIMUM_SHOWN = 20;

export interface Notice {
  kind: 'done' | 'alert';
  text: string;
}

/** Everything the configuration lets people see and do; a flow shows only its own part. */
export function portalAnswer(
  scene: Scene,
  portal: Portal,
  { notice, status = 200 }: { notice?: Notice; status?: number },
): Answer {
  const { session, features } = portal;
  const flow = session.flow?.type;
  const showsMethods = flow === undefined || flow === 'payment_method_update';
  const showsSubscriptions = flow !== 'payment_method_update';
  const body = html`<main class="sheet portal">${backLink(session.return_url)}
<h1>${MERCHANT_NAME} billing</h1>
${notice ? noticeMarkup(notice) : ''}
${showsSubscriptions ? subscriptionList(scene, portal) : ''}
${showsMethods ? methodsSection(scene, portal) : ''}
${flow === undefined && features.invoice_history.enabled ? invoicesSection(scene, session.customer) : ''}
${showsMethods && features.payment_method_update.enabled ? testCardsNote() : ''}
<footer class="small quiet">This is Cue's local Stripe simulator. <a href="/">What it knows</a></footer></main>`;
  return pageAnswer(status, { title: `${MERCHANT_NAME} billing`, body });
}

function backLink(url: string | null): Markup {
  return url === null ? html`` : html`<p><a href="${url}">← Return to ${MERCHANT_NAME}</a></p>`;
}

function noticeMarkup({ kind, text }: Notice): Markup {
  const role = kind === 'done' ? 'status' : 'alert';
  return html`<p class="${kind}" role="${role}" tabindex="-1" autofocus>${text}</p>`;
}

function subscriptionList(scene: Scene, portal: Portal): Markup {
  const { customer, flow } = portal.session;
  const only =
    flow?.subscription_cancel ?? flow?.subscription_update ?? flow?.subscription_update_confirm ?? null;
  const theirs = subscriptions.select(scene.store, {
    conditions: [...equals('customer', customer), ...equals('id', only?.subscription)],
    order: 'newest first',
    limit: MAXIMUM_SHOWN,
  });
  const living = theirs.filter((one) => !isOver(one) && one.status !== 'incomplete');
  if (living.length === 0)
    return html`<section><h2>Subscription</h2><p>You have no subscription.</p></section>`;
  return html`${living.map((one) => subscriptionSection(scene, portal, one))}`;
}

export function closedPortal(status: 404 | 410): Answer {
  const body = html`<main class="sheet"><h1>${status === 410 ? 'This link has expired' : 'There is no such page'}</h1>
<p>Please go back and open the billing page again.</p></main>`;
  return pageAnswer(status, { title: 'Billing', body });
}
