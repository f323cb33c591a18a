import type Stripe from 'stripe';
import { Balances } from './balances.ts';

export interface Person {
  userId: string;
  email: string;
  /** Signs every request of theirs. */
  cookie: string;
}

/** A checkout page that a person has seen. */
export interface Purchase {
  userId: string;
  credits: number;
  sessionId: string;
  /** A bank debit that has neither arrived nor bounced. */
  isOnItsWay: boolean;
}

/** A wish to spend, sent once or more, and what came back. */
export interface Spend {
  userId: string;
  credits: number;
  /** Tells its entries from all others. */
  reason: string;
  hasKey: boolean;
  /** The entries named by the answers 200. */
  spent: string[];
  /** Sent, and no answer that tells what happened: AWS failed, or the sandbox was killed. */
  unknown: number;
}

/** Credits that a person had set aside, and what they were told became of them. */
export interface Holding {
  userId: string;
  holdId: string;
  credits: number;
  ends: ('settled' | 'released' | 'expired')[];
}

/** What an event that Stripe tells is, and so what must become of it. */
export type Nature = 'true' | 'of an unknown type' | 'of live mode' | 'of another account' | "a stranger's";

export interface Told {
  id: string;
  /** What its chance goes by: ids are drawn anew each time. */
  label: string;
  type: string;
  nature: Nature;
  /** The JSON that is signed and sent. */
  text: string;
  /** The person it is about. */
  whose: string | undefined;
  /** The checkout that it is about, or whose money it moves. */
  sessionId: string | undefined;
}

/** All that a history did and saw from outside of Cue: what its laws go by. */
export class Known {
  readonly people: Person[] = [];
  readonly purchases: Purchase[] = [];
  readonly spends: Spend[] = [];
  readonly holdings: Holding[] = [];
  readonly balances = new Balances();
  /** How often each person's credits fell below the threshold, and whether more than spends came since. */
  readonly fallenLow = new Map<string, { times: number; isRefilled: boolean }>();
  readonly refunds: string[] = [];
  readonly disputes: string[] = [];
  /** All events on their way, by id. */
  readonly told = new Map<string, Told>();
  /** Events that the webhook answered with 2xx. */
  readonly accepted = new Set<Told>();
  /** When the last delivery arrives that is on its way: where the order is kept, none comes before it. */
  lastArrivalMs = 0;
  /** When what falls due at Stripe by itself is looked at next, and how often it was. */
  nextLookAtStripeMs = Number.POSITIVE_INFINITY;
  looksAtStripe = 0;
  /** Checkout sessions whose money is there. */
  readonly paidSessions = new Set<string>();
  /** Checkout sessions whose credits were seen in the ledger. */
  readonly grantedSessions = new Set<string>();
  /** The customer that each person has at Stripe. */
  readonly customers = new Map<string, string>();
  /** Subscriptions that Stripe told of, by when it did; and how each was, one moment after the other. */
  readonly moments = new Map<string, Stripe.Subscription[]>();
  /** Invoices of subscriptions, as Stripe told of them last. */
  readonly invoices = new Map<string, Stripe.Invoice>();
  /** Charges for these, in the order of their payment. */
  readonly planCharges = new Set<string>();
  private readonly owners = new Map<unknown, string>();
  private readonly sessions = new Map<unknown, string>();

  own(customer: unknown, userId: string): void {
    this.owners.set(customer, userId);
  }

  /** Takes in what Stripe says of its objects. */
  learn(told: Stripe.Event.Data.Object): void {
    if (!('object' in told)) return;
    if (told.object === 'checkout.session') this.learnSession(told as Stripe.Checkout.Session);
    if (told.object === 'subscription') this.learnSubscription(told as Stripe.Subscription);
    if (told.object === 'invoice') this.learnInvoice(told as Stripe.Invoice);
    if (told.object === 'charge') this.learnCharge(told as Stripe.Charge);
  }

  private learnSubscription(subscription: Stripe.Subscription): void {
    const { id } = subscription;
    this.moments.set(id, [...(this.moments.get(id) ?? []), subscription]);
  }

  private learnInvoice(invoice: Stripe.Invoice): void {
    if (invoice.id && invoice.parent?.subscription_details) this.invoices.set(invoice.id, invoice);
  }

  private learnCharge({ id, customer, payment_intent, paid }: Stripe.Charge): void {
    const userId = this.owners.get(customer);
    if (!userId || !payment_intent) return;
    this.own(payment_intent, userId);
    if (paid && !this.sessions.has(payment_intent)) this.planCharges.add(id);
  }

  private learnSession({ customer, payment_intent, payment_status, id }: Stripe.Checkout.Session): void {
    const userId = this.owners.get(customer);
    if (userId && payment_intent) this.own(payment_intent, userId);
    if (payment_intent) this.sessions.set(payment_intent, id);
    if (payment_status !== 'unpaid') this.paidSessions.add(id);
  }

  /** Whose customer or payment an object of Stripe's names. */
  ownerOf(object: object): string | undefined {
    const fields = new Map<string, unknown>(Object.entries(object));
    const names = ['customer', 'payment_intent', 'id'].map((name) => this.owners.get(fields.get(name)));
    return names.find((owner) => owner !== undefined);
  }

  /** The checkout session that an object of Stripe's is, or that its payment was made for. */
  sessionOf(object: object): string | undefined {
    const fields = new Map<string, unknown>(Object.entries(object));
    const isSession = fields.get('object') === 'checkout.session';
    return isSession ? String(fields.get('id')) : this.sessions.get(fields.get('payment_intent'));
  }
}
