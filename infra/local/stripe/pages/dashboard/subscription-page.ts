import { failingPayments } from '../../invoices/attempt-invoice.ts';
import { rateText } from '../../invoices/price-text.ts';
import { invoices, SUBSCRIPTION_FIELD } from '../../objects/invoice.ts';
import { periodOf, type StoredSubscription, subscriptions } from '../../objects/subscription.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { eventsAbout, eventTable } from './event-table.ts';
import { dashboardAnswer, missingAnswer } from './frame.ts';
import { invoiceTable } from './invoice-table.ts';
import { moment } from './moment.ts';
import { stateBadge } from './state-badge.ts';
import { subscriptionForms } from './subscription-forms.ts';
import { planText, whatComes } from './subscriptions-page.ts';
import { facts } from './table.ts';

const section = '/subscriptions';
const MAXIMUM_INVOICES = 50;

export const subscriptionRoute: PageRoute = {
  method: 'GET',
  path: `${section}/:id`,
  answer(scene, { path, query }) {
    const subscription = subscriptions.find(scene.store, path.id ?? '');
    if (!subscription) return missingAnswer(scene, { section, query, what: 'subscription' });
    const title = `Subscription to ${planText(scene, subscription)}`;
    const body = subscriptionBody(scene, subscription, title);
    return dashboardAnswer(scene, { section, title, query, body });
  },
};

function subscriptionBody(scene: Scene, subscription: StoredSubscription, title: string): Markup {
  const own = invoices.select(scene.store, {
    conditions: equals(SUBSCRIPTION_FIELD, subscription.id),
    order: 'newest first',
    limit: MAXIMUM_INVOICES,
  });
  const ids = [subscription.id, ...own.map(({ id }) => id)];
  return html`<p class="crumb"><a href="${section}">Subscriptions</a></p>
<div class="heading"><h1>${title}</h1>${stateBadge(subscription.status)}</div>
<div class="split"><div class="stack">
<section class="panel"><h2>Details</h2>${subscriptionFacts(scene, subscription)}</section>
<section class="panel"><h2>Invoices</h2>${invoiceTable(own)}</section>
</div><aside class="stack" aria-label="What you can do">${subscriptionForms(subscription)}</aside></div>
<section class="panel"><h2>What happened</h2>${eventTable(scene, eventsAbout(scene, ids))}</section>`;
}

function subscriptionFacts(scene: Scene, subscription: StoredSubscription): Markup {
  const {
    customer,
    default_payment_method: method,
    id,
    items,
    schedule,
    test_clock,
    trial_end,
  } = subscription;
  const { start, end } = periodOf(subscription);
  const failing = failingPayments.read(scene.store, id)?.count ?? 0;
  return facts([
    ['Price', items.data.map(({ price }) => rateText(price)).join(', ')],
    ['Period', html`${moment(start)} to ${moment(end)}`],
    ['Next', html`${whatComes(subscription)}`],
    ['Trial until', trial_end === null ? null : moment(trial_end)],
    ['Next payments that fail', failing === 0 ? null : String(failing)],
    ['Customer', html`<a href="${section}?customer=${customer}"><code>${customer}</code></a>`],
    ['Pays by', method === null ? null : html`<code>${method}</code>`],
    ['Schedule', schedule === null ? null : html`<code>${schedule}</code>`],
    ['Test clock', test_clock === null ? null : html`<code>${test_clock}</code>`],
    ['Subscription', html`<code>${id}</code>`],
  ]);
}
