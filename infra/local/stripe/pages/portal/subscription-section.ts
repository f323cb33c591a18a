import { productName, rateText } from '../../invoices/price-text.ts';
import { prices } from '../../objects/price.ts';
import { periodOf, type StoredItem, type StoredSubscription } from '../../objects/subscription.ts';
import { subscriptionSchedules } from '../../objects/subscription-schedule.ts';
import type { Portal } from '../../portal/act.ts';
import { offeredPrices } from '../../portal/switch-plan.ts';
import type { Scene } from '../../world.ts';
import { inWords } from '../dashboard/state-badge.ts';
import { html, type Markup } from '../html.ts';

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const dayOf = (seconds: number) => DAY.format(new Date(seconds * 1000));

export function subscriptionSection(scene: Scene, portal: Portal, subscription: StoredSubscription): Markup {
  const { data } = subscription.items;
  const flow = portal.session.flow?.type;
  return html`<section><h2>${data.map((item) => productName(scene, item.price)).join(', ')}</h2>
<p>${data.map(rateOf).join(' and ')}. <span class="badge">${inWords(subscription.status)}</span></p>
<p>${whatComes(scene, subscription)}</p>
${flow === undefined || flow.startsWith('subscription_update') ? planForms(scene, portal, subscription) : ''}
${flow === undefined || flow === 'subscription_cancel' ? endForms(portal, subscription) : ''}</section>`;
}

function rateOf({ price, quantity }: StoredItem): string {
  return quantity === 1 ? rateText(price) : `${quantity} × ${rateText(price)}`;
}

function whatComes(scene: Scene, subscription: StoredSubscription): string {
  const { end } = periodOf(subscription);
  if (subscription.cancel_at !== null) return `It ends on ${dayOf(subscription.cancel_at)}.`;
  const change = scheduledPrice(scene, subscription);
  if (change) return `It changes to ${change} on ${dayOf(end)}.`;
  return subscription.status === 'trialing'
    ? `The trial ends on ${dayOf(end)}.`
    : `It renews on ${dayOf(end)}.`;
}

function scheduledPrice(scene: Scene, { schedule: id }: StoredSubscription): string | undefined {
  const schedule = subscriptionSchedules.find(scene.store, id ?? '');
  const next = schedule?.phases.find((phase) => phase.start_date > scene.nowSeconds());
  const price = prices.find(scene.store, next?.items[0]?.price ?? '');
  return price && productName(scene, price);
}

function planForms(scene: Scene, portal: Portal, subscription: StoredSubscription): Markup {
  const { subscription_update: update } = portal.features;
  if (subscription.schedule !== null && update.enabled)
    return form(subscription, [['unschedule', '', 'Keep the present plan']]);
  const confirmed = portal.session.flow?.subscription_update_confirm?.items[0]?.price;
  const offered = offeredPrices(scene, update, subscription).filter(
    (price) => !confirmed || price.id === confirmed,
  );
  return form(
    subscription,
    offered.map((price) => [
      'switch',
      price.id,
      `Switch to ${productName(scene, price)} for ${rateText(price)}`,
    ]),
  );
}

type Button = [action: string, price: string, title: string];

function form({ id }: StoredSubscription, buttons: Button[]): Markup {
  const forms = buttons.map(
    ([action, price, title]) => html`<form method="post" class="row">
<input type="hidden" name="subscription" value="${id}"><input type="hidden" name="price" value="${price}">
<button class="plain" name="action" value="${action}">${title}</button></form>`,
  );
  return html`${forms}`;
}

function endForms({ features }: Portal, subscription: StoredSubscription): Markup {
  const { cancellation_reason: reason, enabled } = features.subscription_cancel;
  if (!enabled) return html``;
  if (subscription.cancel_at !== null) return form(subscription, [['keep', '', "Don't cancel"]]);
  if (subscription.schedule !== null) return html``;
  const options = reason.options.map((option) => html`<option value="${option}">${inWords(option)}</option>`);
  return html`<form method="post" class="choices"><input type="hidden" name="subscription" value="${subscription.id}">
${reason.enabled ? html`<div class="field"><label for="feedback-${subscription.id}">Why do you cancel?</label><select id="feedback-${subscription.id}" name="feedback"><option value="">No answer</option>${options}</select></div>` : ''}
<button class="plain" name="action" value="cancel">Cancel subscription</button></form>`;
}
