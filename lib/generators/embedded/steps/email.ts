import { labelOf, type Reading, type ReadSteps, type Scope, type Step } from '../plan.ts';
import { part } from '../thing.ts';
import { customerEmail, lookUpCustomer, mailProviderOf, type Recipient, recipientsIn } from './recipients.ts';
import { factsOf, quotedIn, toldIn } from './wording.ts';

interface Kind {
  sign: RegExp;
  id: string;
  label: string;
  subject: string;
  body(scope: Scope): string;
}

const hello = (scope: Scope) =>
  scope.about.only?.includes('name') || scope.about.fields.name
    ? `Hello ${part(scope.about, 'name')},`
    : 'Hello,';

/** What mails to customers are about, as a rule. */
const kinds: readonly Kind[] = [
  {
    sign: /\breceipts?\b/i,
    id: 'receipt',
    label: 'Email the receipt',
    subject: 'Your receipt',
    body: (scope) =>
      `${hello(scope)}\n\nthank you for your payment. This is your receipt.\n\n${factsOf(scope, 'customer')}`,
  },
  {
    sign: /\bwelcom|\bgreet/i,
    id: 'welcome',
    label: 'Send a welcome mail',
    subject: 'Welcome',
    body: (scope) => `${hello(scope)}\n\nwelcome! It is good to have you with us.`,
  },
  {
    sign: /\bthank/i,
    id: 'thanks',
    label: 'Say thank you',
    subject: 'Thank you',
    body: (scope) => `${hello(scope)}\n\nthank you! We are glad to have you as our customer.`,
  },
  {
    sign: /\bremind|\bnudge/i,
    id: 'remind',
    label: 'Send a reminder',
    subject: 'A reminder',
    body: (scope) => `${hello(scope)}\n\nthis is a friendly reminder.\n\n${factsOf(scope, 'customer')}`,
  },
  {
    sign: /\bfollow-?\s?up/i,
    id: 'followUp',
    label: 'Send a follow-up',
    subject: 'How is it going?',
    body: (scope) => `${hello(scope)}\n\nwe wanted to hear how it is going. Just answer this mail.`,
  },
  {
    sign: /\bconfirm/i,
    id: 'confirm',
    label: 'Send a confirmation',
    subject: 'It is confirmed',
    body: (scope) =>
      `${hello(scope)}\n\nthis is to confirm that we have it.\n\n${factsOf({ ...scope, it: scope.about }, 'customer')}`,
  },
  {
    sign: /\bgoodbye|\bfarewell/i,
    id: 'goodbye',
    label: 'Say goodbye',
    subject: 'Goodbye, and thank you',
    body: (scope) => `${hello(scope)}\n\nwe are sorry to see you go. Thank you for the time with us.`,
  },
  {
    sign: /\bsurvey|\bfeedback|\breviews?\b|\brating/i,
    id: 'survey',
    label: 'Ask for feedback',
    subject: 'How was it?',
    body: (scope) => `${hello(scope)}\n\nhow was it? Tell us here: {{env.SURVEY_URL}}`,
  },
  {
    sign: /\bapolog|\bsorry/i,
    id: 'apologize',
    label: 'Apologize',
    subject: 'We are sorry',
    body: (scope) => `${hello(scope)}\n\nwe are sorry for the trouble.`,
  },
  {
    sign: /\b(?:reject|declin)/i,
    id: 'decline',
    label: 'Mail that it was declined',
    subject: 'It was declined',
    body: (scope) =>
      `${hello(scope)}\n\nwe are sorry: it was declined.\n\n${factsOf({ ...scope, it: scope.about }, 'customer')}`,
  },
];

const toCustomer = /\b(?:receipt|welcome|thank|goodbye|follow-?\s?up|greet|apolog)/i;

function textsOf(
  clause: string,
  kind: Kind | undefined,
  scope: Scope,
  reading: Reading,
): { subject: string; body: string } {
  const quoted = quotedIn(clause, reading);
  const told = toldIn(clause);
  if (kind?.id === 'survey' && !quoted.body)
    reading.remark('The survey’s address is the setting SURVEY_URL.');
  const subject = quoted.subject ?? kind?.subject ?? subjectOf(scope);
  return { subject, body: quoted.body ?? told ?? (scope.text || !kind ? factsOf(scope) : kind.body(scope)) };
}

const subjectOf = ({ about, text }: Scope) =>
  about.noun === 'schedule' || text ? 'News from your workflow' : `About the ${about.noun}`;

function mailTo(recipient: Recipient, clause: string, scope: Scope, reading: Reading): Step[] {
  const lookUp = recipient.isCustomer ? lookUpCustomer(scope, reading) : [];
  const to = recipient.isCustomer ? customerEmail(scope, reading) : recipient.to;
  const kind = kinds.find(({ sign }) => sign.test(clause));
  const texts = textsOf(
    clause,
    recipient.isCustomer || /\bremind|\bfollow|\bconfirm|\bdecline|\breject/i.test(clause) ? kind : undefined,
    scope,
    reading,
  );
  if (scope.about.isStripes && texts.body.includes('smallest unit'))
    reading.remark(
      'Stripe tells amounts in the smallest unit of their currency (5000 is $50.00); the text shows them so.',
    );
  if (recipient.isCustomer && to.endsWith('receipt_email}}'))
    reading.remark('The mail goes to the payment’s receipt_email: set it when you make payments at Stripe.');
  if (texts.body === '{{trigger.date}}')
    reading.remark(
      'The sentence does not say where what is sent comes from, so the mail tells only the date.',
    );
  const label = recipient.isCustomer ? (kind?.label ?? 'Email the customer') : `Email ${recipient.words}`;
  const provider = mailProviderOf(clause, reading);
  const id = reading.newId(recipient.isCustomer && kind ? kind.id : 'email');
  return [...lookUp, { id, type: 'email.send', label: labelOf(label), params: { to, ...texts, provider } }];
}

const byMail = /\be-?mail(?:s|ed|ing)?\b|\bmail(?:s|ed)?\b|\bnewsletter\b|⟨mail\d+⟩/i;
const speaks =
  /^(?:send|tell|notify|alert|inform|remind|thank|greet|welcome|forward|message|ping|write to|congratulate|apologize|warn|give|ask|reply|respond|share|report|reject|decline|email|e-mail|mail)\b/i;
const elsewhere =
  /\b(?:slack|discord|teams|webhook|sms|text message|whatsapp|telegram|dynamo\w*|table|database)\b|⟨address/i;

/** Mails, to each person that the clause names; also what is to be told without saying how. */
export const readEmail: ReadSteps = (clause, scope, reading) => {
  const isMail = byMail.test(clause);
  if (!isMail && (!speaks.test(clause) || elsewhere.test(clause))) return undefined;
  if (/^(?:save|store|create|add|check|look|find|validate|set|summari|classify|translate)/i.test(clause))
    return undefined;
  const recipients = recipientsIn(
    clause
      .replaceAll(/\b(?:their|his|her|the|its|customer'?s?) e-?mail address\b/gi, 'them')
      .replace(/^(ask\b.*?)\b(?:why|how|whether|what|which|when|where)\b.*$/i, '$1'),
    reading,
  );
  if (recipients.length === 0) {
    const isForCustomer = toCustomer.test(clause) && scope.about.noun !== 'schedule';
    if (
      !isMail &&
      !isForCustomer &&
      !/^(?:notify|alert|remind|thank|greet|welcome|reject|decline|ask (?:how|why|whether|if|for)\b)/i.test(
        clause,
      )
    )
      return undefined;
    const self: Recipient = { to: '{{env.MY_EMAIL}}', words: 'me' };
    const isToOthers = isForCustomer || /^(?:thank|greet|welcome|reject|decline|ask)\b/i.test(clause);
    if (!isToOthers)
      reading.remark('The sentence names no one to write to, so the mail goes to the setting MY_EMAIL.');
    return mailTo(
      isToOthers ? { to: '', words: 'the customer', isCustomer: true } : self,
      clause,
      scope,
      reading,
    );
  }
  return recipients.flatMap((recipient) => mailTo(recipient, clause, scope, reading));
};
