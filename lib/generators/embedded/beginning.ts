import type { Json } from '../../graph/graph.ts';
import { literalsIn, type ReadText } from './read-text.ts';
import { stripeEvent, stripeHappening } from './stripe-happenings.ts';
import { camelCase, type Thing } from './thing.ts';

/** What starts a workflow, and what it then speaks of. */
export interface Beginning {
  type: 'trigger.stripe' | 'trigger.form' | 'trigger.webhook';
  params: Record<string, Json>;
  label: string;
  thing: Thing;
}

const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

function stripeBeginning(text: string, read: ReadText): Beginning | undefined {
  const [event] = literalsIn(text, read, 'event');
  const happening = event ? stripeEvent(event) : stripeHappening(text);
  if (!happening) return undefined;
  const { words, thing } = happening;
  return { type: 'trigger.stripe', params: { event: happening.event }, label: capital(words), thing };
}

const fieldTypes: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, 'email'],
  [/\b(?:amount|age|number|quantity|count|budget|price|total)\b/i, 'number'],
  [/\b(?:message|comment|description|question|feedback|notes?|text|reason|address|details)\b/i, 'longText'],
];

interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
}

function formField(words: string): FormField[] {
  const name = camelCase(words.replaceAll(/\be-mail\b/gi, 'email'));
  if (!name || words.trim().split(/\s+/).length > 3) return [];
  const type = fieldTypes.find(([sign]) => sign.test(words))?.[1] ?? 'text';
  return [
    {
      name,
      label: capital(words.trim().replace(/^(?:an?|the|their) /i, '')),
      type,
      required: type !== 'longText',
    },
  ];
}

const usualFields = ['name', 'e-mail', 'message'].flatMap(formField);
const refundFields = ['name', 'email', 'payment intent', 'reason'].flatMap(formField);

function formFields(text: string): FormField[] {
  const [, list] =
    /\bform (?:(?:entries|submissions|answers) )?(?:with |asking for |for |that asks for |containing |\()\s*([^:⟨()]{3,200})/i.exec(
      text,
    ) ?? [];
  const named =
    list && /,|\band\b/.test(list)
      ? list
          .replace(/\s+(?:is|are|was|were|gets?|has been)\b.*$/i, '')
          .split(/,|\band\b/)
          .flatMap(formField)
          .slice(0, 20)
      : [];
  if (named.length > 1) return [...new Map(named.map((field) => [field.name, field])).values()];
  return /\brefund/i.test(text) ? refundFields : usualFields;
}

function formBeginning(text: string): Beginning | undefined {
  if (!/\bforms?\b|\bsurvey\b|\bquestionnaire\b/i.test(text)) return undefined;
  const [, kind = ''] = /\b(?:a |an |the |our |my |your |new )*((?:[a-z-]+ ){0,2})form\b/i.exec(text) ?? [];
  const title = capital(
    `${kind.replace(/\b(?:fills?|out|in|the|our|a|new|submits?|completes|of|when|with|every|each)\b/gi, '').trim()} form`.trim(),
  );
  const fields = formFields(text);
  const names = fields.map(({ name }) => name);
  return {
    type: 'trigger.form',
    params: { title, fields: fields.map((field) => ({ ...field })) },
    label: title,
    thing: {
      noun: 'form',
      table: `${camelCase(kind) || 'form'}-answers`.toLowerCase(),
      at: 'trigger',
      fields: {},
      only: names,
    },
  };
}

/** What other programs tell of, with the path that it comes by; who does it comes last. */
const nouns: readonly (readonly [sign: RegExp, noun: string, plural: string])[] = [
  [/\b(?:orders?|purchases?)\b/i, 'order', 'orders'],
  [
    /\b(?:sign-?\s?ups?|signs? up|signed up|registers?|registers|registered|registrations?|new users?|new accounts?|new members?|joins)\b/i,
    'signup',
    'signups',
  ],
  [/\bleads?\b/i, 'lead', 'leads'],
  [/\b(?:support )?(?:tickets?|support requests?)\b/i, 'ticket', 'tickets'],
  [/\b(?:bookings?|reservations?|appointments?)\b/i, 'booking', 'bookings'],
  [/\bmessages?\b/i, 'message', 'messages'],
  [/\breviews?\b/i, 'review', 'reviews'],
  [/\bcomments?\b/i, 'comment', 'comments'],
  [/\b(?:feedback)\b/i, 'feedback', 'feedback'],
  [/\b(?:returns?|return requests?)\b/i, 'return', 'returns'],
  [/\bapplications?\b/i, 'application', 'applications'],
  [/\b(?:uploads?|files?|documents?)\b/i, 'file', 'files'],
  [/\b(?:deploys?|deployments?|builds?)\b/i, 'deployment', 'deployments'],
  [/\btasks?\b/i, 'task', 'tasks'],
  [/\bbugs?\b/i, 'bug', 'bugs'],
  [/\balerts?\b/i, 'alert', 'alerts'],
  [/\binquir(?:y|ies)\b/i, 'inquiry', 'inquiries'],
  [/\bissues?\b/i, 'issue', 'issues'],
  [/\bpull requests?\b/i, 'pull request', 'pull-requests'],
  [/\brefunds?\b/i, 'refund request', 'refunds'],
  [/\brequests?\b/i, 'request', 'requests'],
  [/\b(?:customers?|clients?)\b/i, 'customer', 'customers'],
  [/\b(?:users?|persons?|people)\b/i, 'user', 'users'],
];

const orderFields = { amount: 'total' };
const path = /(?:^|\s)(\/[A-Za-z0-9][A-Za-z0-9/_-]{0,80}[A-Za-z0-9])(?=[\s,.;:!?]|$)/;

export function webhookOf(noun: string, plural: string): Beginning {
  return {
    type: 'trigger.webhook',
    params: { path: `/${plural}` },
    label: `New ${noun}`,
    thing: { noun, table: plural, at: 'trigger', fields: orderFields },
  };
}

/** A thing that a clause speaks of, whether anything happens to it or not. */
export function webhookAbout(text: string): Beginning | undefined {
  const [, own] = path.exec(text) ?? [];
  if (own) {
    const beginning = webhookOf('call', own.split('/').at(-1)?.toLowerCase() ?? 'events');
    return { ...beginning, params: { path: own }, label: `Call of ${own}` };
  }
  const [, noun, plural] = nouns.find(([sign]) => sign.test(text)) ?? [];
  if (noun && plural) return webhookOf(noun, plural);
  return /\b(?:webhooks?|http (?:call|request)|post request|api call)\b/i.test(text)
    ? { ...webhookOf('event', 'events'), label: 'Webhook' }
    : undefined;
}

const outside = /\b(?:order|purchase|signs? up|webhook)\b/i;

/** What starts the workflow, of a clause that says when. */
export function readBeginning(text: string, read: ReadText): Beginning | undefined {
  if (path.test(text)) return webhookAbout(text);
  const isOrder =
    outside.test(text) && !/\bstripe\b|\bcheckout|\bpayment|\bsubscription|\bdispute|\brefund/i.test(text);
  return (
    (isOrder ? undefined : (stripeBeginning(text, read) ?? formBeginning(text))) ??
    (isOrder ? formBeginning(text) : undefined) ??
    webhookAbout(text)
  );
}

/** Of `if a payment is over $100` the payment is one that succeeded. */
export function paymentMeant(text: string): Beginning | undefined {
  if (!/\b(?:payments?|stripe charges?)\b/i.test(text) || /\border\b/i.test(text)) return undefined;
  const happening = stripeHappening('payment succeeds');
  return (
    happening && {
      type: 'trigger.stripe',
      params: { event: happening.event },
      label: capital(happening.words),
      thing: happening.thing,
    }
  );
}
