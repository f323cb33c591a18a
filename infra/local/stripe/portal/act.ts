import { readCard } from '../checkout/cards.ts';
import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { changeable, existing } from '../http/resource.ts';
import { customers } from '../objects/customer.ts';
import { newPaymentMethod, paymentMethods } from '../objects/payment-method.ts';
import type { StoredPortalConfiguration } from '../objects/portal-configuration.ts';
import type { StoredPortalSession } from '../objects/portal-session.ts';
import { newSetupIntent, setupIntents } from '../objects/setup-intent.ts';
import { isOver, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import { subscriptionSchedules } from '../objects/subscription-schedule.ts';
import type { FormTree } from '../parameters/form.ts';
import { detachMethod } from '../payments/attach.ts';
import { questionOf } from '../payments/question.ts';
import { confirmSetup } from '../payments/set-up.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { changeFromRequest } from '../subscriptions/change-request.ts';
import { defaultsToCome, followSetup } from '../subscriptions/follow-intent.ts';
import { payEverythingBy } from '../subscriptions/pay-everything-by.ts';
import { releaseSchedule } from '../subscriptions/schedules.ts';
import { cancellationDetails } from '../subscriptions/subscription-parameters.ts';
import type { Scene } from '../world.ts';
import { prorationOf, switchPlan } from './switch-plan.ts';

export interface Portal {
  session: StoredPortalSession;
  features: StoredPortalConfiguration['features'];
}

/** What a form of the portal did, in a sentence; or where the buyer has to go first. */
export type Done = { said: string } | { asksAt: string };

type Act = (scene: Scene, portal: Portal, form: FormTree) => Done;

/** What people can do, each only where the configuration allows it. */
export const acts: Record<string, Act> = {
  cancel(scene, portal, form) {
    const { subscription_cancel: cancel } = portal.features;
    refuseUnless(cancel.enabled);
    const subscription = ownSubscription(scene, portal, form);
    const details = cancellationDetails.read(detailsIn(form), 'cancellation_details');
    if (cancel.mode === 'immediately') {
      const prorate = prorationOf(cancel.proration_behavior);
      const invoiceNow = prorate === 'always_invoice';
      cancelSubscription(scene, subscription, { prorate: prorate !== 'none', invoiceNow, details });
      return { said: 'Your subscription is canceled.' };
    }
    // In flexible billing mode the portal names the day and leaves `cancel_at_period_end` alone.
    changeFromRequest(scene, subscription, { cancel_at: 'min_period_end', cancellation_details: details });
    return { said: 'Your subscription will end with its period.' };
  },

  keep(scene, portal, form) {
    refuseUnless(portal.features.subscription_cancel.enabled);
    changeFromRequest(scene, ownSubscription(scene, portal, form), { cancel_at: null });
    return { said: 'Your subscription goes on.' };
  },

  switch(scene, portal, form) {
    const { subscription_update: update } = portal.features;
    refuseUnless(update.enabled);
    const subscription = ownSubscription(scene, portal, form);
    const when = switchPlan(scene, subscription, { update, price: typed(form, 'price') });
    return { said: when === 'now' ? 'Your plan is changed.' : 'Your plan changes when its period ends.' };
  },

  unschedule(scene, portal, form) {
    refuseUnless(portal.features.subscription_update.enabled);
    const { schedule } = ownSubscription(scene, portal, form);
    releaseSchedule(scene, existing(scene, subscriptionSchedules, schedule ?? ''));
    return { said: 'Your plan stays as it is.' };
  },

  card: addCard,

  default(scene, portal, form) {
    refuseUnless(portal.features.payment_method_update.enabled);
    const method = ownMethodOf(scene, portal, form);
    payEverythingBy(scene, changeable(scene, customers, portal.session.customer), method.id);
    return { said: 'This card pays from now on.' };
  },

  remove(scene, portal, form) {
    refuseUnless(portal.features.payment_method_update.enabled);
    detachMethod(scene, ownMethodOf(scene, portal, form));
    return { said: 'The card is removed.' };
  },
};

function addCard(scene: Scene, portal: Portal, form: FormTree): Done {
  refuseUnless(portal.features.payment_method_update.enabled);
  const card = {
    number: typed(form, 'card'),
    expiry: typed(form, 'expiry') || undefined,
    cvc: typed(form, 'cvc') || undefined,
  };
  const reading = readCard(card, scene.nowSeconds());
  if ('problem' in reading) throw invalidRequest(reading.problem);
  const { customer, url } = portal.session;
  const { email, name = null } = changeable(scene, customers, customer);
  const billing = { address: null, email, name, phone: null, tax_id: null };
  const method = newPaymentMethod(scene, { instrument: reading.instrument, customer: null, billing });
  paymentMethods.insert(scene.store, method);
  const intent = setupIntents.insert(scene.store, newSetupIntent(scene, { customer }));
  emit(scene, 'setup_intent.created', { object: intent });
  defaultsToCome.write(scene.store, intent.id, { customer });
  const question = questionOf(scene, intent, url);
  const result = followSetup(scene, confirmSetup(scene, { intent, method, question }));
  if (result.outcome === 'failed') throw invalidRequest(result.error.message);
  return result.outcome === 'succeeded' ? { said: 'This card pays from now on.' } : { asksAt: question.url };
}

function refuseUnless(enabled: boolean): void {
  if (!enabled) throw invalidRequest('The shop does not offer this here.');
}

function typed(form: FormTree, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}

function detailsIn(form: FormTree): FormTree {
  const given = ['feedback', 'comment'].map((name) => [name, typed(form, name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

function ownSubscription(scene: Scene, { session }: Portal, form: FormTree): StoredSubscription {
  const subscription = subscriptions.find(scene.store, typed(form, 'subscription'));
  if (subscription?.customer === session.customer && !isOver(subscription)) return subscription;
  throw invalidRequest('There is no such subscription.');
}

function ownMethodOf(scene: Scene, { session }: Portal, form: FormTree) {
  const method = paymentMethods.find(scene.store, typed(form, 'method'));
  if (method?.customer === session.customer) return method;
  throw invalidRequest('There is no such card.');
}
