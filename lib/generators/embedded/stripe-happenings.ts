import type { Thing } from './thing.ts';

interface Happening {
  event: string;
  /** In words, for labels: `Stripe payment succeeds`. */
  words: string;
  thing: Omit<Thing, 'at' | 'isStripes'>;
  /** All of these must be in the text. */
  signs: readonly RegExp[];
  /** None of these may be. */
  unless?: RegExp;
}

const customer = { customer: 'customer' };
const money = { id: 'id', currency: 'currency', ...customer };
const invoice = { noun: 'invoice', table: 'invoices' };
const subscription = {
  noun: 'subscription',
  table: 'subscriptions',
  hasNoEmail: true,
  fields: { id: 'id', ...customer },
} as const;
const charge = { ...money, email: 'billing_details.email', paymentIntent: 'payment_intent' };
const intent = {
  noun: 'payment',
  table: 'payments',
  fields: { ...money, amount: 'amount_received', email: 'receipt_email', paymentIntent: 'id' },
} as const;

const fails =
  /\b(?:fail(?:s|ed|ing|ure|ures)?|declin(?:e|es|ed|ing)|reject(?:s|ed)?|bounce[sd]?|unsuccessful|(?:is|isn't|isnt|are|was|wasn't) ?(?:not )?(?:un)?paid (?:late)?|isn't paid|isnt paid|not paid|unpaid|overdue|past due|(?:days?|weeks?) late|(?:does not|doesn't|did not|didn't) go through)\b/i;
const begins =
  /\b(?:new|creat(?:e|es|ed|ion)|start(?:s|ed|ing)?|begin(?:s|ning)?|begun|signs? up|subscribes?|subscribed|purchased|activated)\b/i;
const comes =
  /\b(?:new|every|each|any|all|incoming|succe(?:ed|eds|eeds|eded|eeded|ssful|ssfully|ss)|receiv(?:e|es|ed)|com(?:e|es|ing) in|came in|arriv(?:e|es|ed)|made|makes?|completed?|completes|paid|goes through|go through|went through|confirmed|is in|lands?|happens?|pays|charged)\b/i;
const ends =
  /\b(?:cancel(?:s|led|ed|ing|lation|ation|lations|ations)?|end(?:s|ed|ing)?|delet(?:e|es|ed)|terminat(?:e|es|ed)|expir(?:e|es|ed)|stop(?:s|ped)?|churn(?:s|ed)?)\b/i;

/** What happens at Stripe, as people say it; the more particular first. */
const happenings: readonly Happening[] = [
  {
    event: 'customer.subscription.trial_will_end',
    words: 'trial is about to end',
    thing: subscription,
    signs: [/\btrials?\b/i, /\b(?:end(?:s|ing)?|expir(?:e|es|ing)|runs? out|about to|over)\b/i],
  },
  {
    event: 'invoice.payment_failed',
    words: 'invoice is not paid',
    thing: { ...invoice, fields: { ...money, amount: 'amount_due', email: 'customer_email' } },
    signs: [/\b(?:invoices?|renewals?|recurring|subscription (?:payment|charge)s?)\b/i, fails],
    unless: /\bform\b/i,
  },
  {
    event: 'invoice.paid',
    words: 'invoice is paid',
    thing: { ...invoice, fields: { ...money, amount: 'amount_paid', email: 'customer_email' } },
    signs: [
      /\b(?:invoices?|renewals?|subscription payments?)\b/i,
      /\b(?:paid|pays?|settled|succeeds?|succeeded|successful|goes through|renews?|payment)\b/i,
    ],
    unless: /\bform\b/i,
  },
  {
    event: 'charge.dispute.created',
    words: 'payment is disputed',
    thing: {
      noun: 'dispute',
      table: 'disputes',
      fields: {
        id: 'id',
        amount: 'amount',
        currency: 'currency',
        email: 'evidence.customer_email_address',
        paymentIntent: 'payment_intent',
      },
    },
    signs: [/\b(?:disput(?:e|es|ed|ing)|charge-?\s?backs?)\b/i],
  },
  {
    event: 'customer.subscription.deleted',
    words: 'subscription ends',
    thing: subscription,
    signs: [
      /\b(?:subscriptions?|subscribers?|membership)\b|\bcustomers? (?:cancel|churn)|\bchurn|\bcancel+ations?\b/i,
      ends,
    ],
    unless: /\border|\bbooking|\bappointment/i,
  },
  {
    event: 'customer.subscription.deleted',
    words: 'subscription ends',
    thing: subscription,
    signs: [/\bunsubscribes?\b/i],
  },
  {
    event: 'customer.subscription.updated',
    words: 'subscription changes',
    thing: subscription,
    signs: [
      /\bsubscriptions?\b/i,
      /\b(?:chang(?:e|es|ed)|updat(?:e|es|ed)|upgrad(?:e|es|ed)|downgrad(?:e|es|ed))\b/i,
    ],
  },
  {
    event: 'customer.subscription.created',
    words: 'subscription begins',
    thing: subscription,
    signs: [/\b(?:subscriptions?|subscribers?|subscribes?|subscribed)\b/i, begins],
  },
  {
    event: 'charge.refunded',
    words: 'payment is refunded',
    thing: { noun: 'refund', table: 'refunds', fields: { ...charge, amount: 'amount_refunded' } },
    signs: [/\b(?:refund(?:s|ed)?|money back)\b/i],
    unless:
      /\brefund requests?\b|\brefund (?:is |was |gets |has been )?(?:requested|wanted|asked for)\b|\brequests? (?:a |for (?:a )?)?refund|\bform\b|\border\b.*\bcancel/i,
  },
  {
    event: 'checkout.session.completed',
    words: 'checkout is completed',
    thing: {
      noun: 'order',
      table: 'orders',
      fields: {
        id: 'id',
        amount: 'amount_total',
        currency: 'currency',
        email: 'customer_details.email',
        name: 'customer_details.name',
        paymentIntent: 'payment_intent',
        ...customer,
      },
    },
    signs: [/\bcheckouts?\b(?! form)|\bchecks? out\b|\bchecked out\b/i],
    unless: /\b(?:expire|abandon)/i,
  },
  {
    event: 'checkout.session.expired',
    words: 'checkout is abandoned',
    thing: {
      noun: 'checkout',
      table: 'checkouts',
      fields: {
        id: 'id',
        amount: 'amount_total',
        currency: 'currency',
        email: 'customer_details.email',
        ...customer,
      },
    },
    signs: [/\b(?:checkout|cart)s?\b/i, /\b(?:expire[sd]?|abandon(?:s|ed)?)\b/i],
  },
  {
    event: 'payment_intent.payment_failed',
    words: 'payment fails',
    thing: { ...intent, fields: { ...intent.fields, amount: 'amount' } },
    signs: [/\b(?:payments?|charges?|cards?|transactions?)\b/i, fails],
  },
  {
    event: 'payment_intent.succeeded',
    words: 'payment succeeds',
    thing: intent,
    signs: [
      /\b(?:payments?|charges?|transactions?|stripe sales?)\b|\b(?:someone|somebody|customer|client|buyer|user) pays\b/i,
      comes,
    ],
    unless: /\bform\b|\bpayments? (?:page|request|table)/i,
  },
  {
    event: 'payment_intent.succeeded',
    words: 'payment succeeds',
    thing: intent,
    signs: [
      /\b(?:someone|somebody|customers?|clients?|buyers?|users?) (?:pays?|paid)\b|\b(?:i|we) get paid\b/i,
    ],
  },
  {
    event: 'customer.created',
    words: 'customer is created',
    thing: {
      noun: 'customer',
      table: 'customers',
      fields: { id: 'id', email: 'email', name: 'name', customer: 'id' },
    },
    signs: [/\bcustomers?\b/i, /\b(?:new|created|added|registers?|registered)\b/i],
    unless: /\border|\bform\b|\bmessage/i,
  },
];

const named = /^(?:payment_intent|charge|invoice|customer|checkout\.session)(?:\.[a-z_]+)+$/;

export interface FoundHappening {
  event: string;
  words: string;
  thing: Thing;
}

const found = ({ event, words, thing }: Happening): FoundHappening => ({
  event,
  words,
  thing: { ...thing, at: 'trigger', isStripes: true },
});

/** The event that a clause tells of. */
export function stripeHappening(text: string): FoundHappening | undefined {
  const happening = happenings.find(
    ({ signs, unless }) => signs.every((sign) => sign.test(text)) && !unless?.test(text),
  );
  return happening && found(happening);
}

/** An event that is named as Stripe names it. */
export function stripeEvent(event: string): FoundHappening | undefined {
  if (!named.test(event)) return undefined;
  const happening = happenings.find((one) => one.event === event);
  if (happening) return found(happening);
  const noun = event.split('.').at(-2)?.replaceAll('_', ' ') ?? 'event';
  return {
    event,
    words: event,
    thing: {
      noun,
      table: `${noun.replaceAll(' ', '-')}s`,
      at: 'trigger',
      isStripes: true,
      fields: { id: 'id', ...customer, email: 'receipt_email' },
    },
  };
}
