import { environment, type Reading, type Scope, type Step } from '../plan.ts';
import { literalsIn } from '../read-text.ts';
import { part } from '../thing.ts';

const me = /\b(?:me|myself|i)\b/i;
const customer =
  /\b(?:customers?|clients?|buyers?|users?|them|him|her|they|persons?|people|subscribers?|payers?|guests?|visitors?|senders?|applicants?|members?|recipients?|leads?|shoppers?|attendees?|author|requester|someone|signups?)\b(?! (?:success|service|support|care) )/i;
const group =
  /\b(?:the |our |my )?(team|support|sales|finance|billing|manager|boss|admins?|owner|accounting|accountant|warehouse|marketing|legal|ops|engineering|hr|staff|office|purchasing|cfo|ceo|colleagues|everyone|us|logistics|security|management|approver|supervisor|board)\b(?! (?:report|figures|numbers|data|forecast)s?\b)(?: team)?/gi;

const groupNames: Record<string, string> = {
  us: 'TEAM',
  everyone: 'TEAM',
  staff: 'TEAM',
  colleagues: 'TEAM',
  admins: 'ADMIN',
  boss: 'MANAGER',
};

export interface Recipient {
  to: string;
  /** For labels: `the customer`. */
  words: string;
  isCustomer?: true;
}

function groupsIn(clause: string, reading: Reading): Recipient[] {
  return [...clause.matchAll(group)].map(([words, word = '']) => {
    const lower = word.toLowerCase();
    const name = `${groupNames[lower] ?? lower.toUpperCase()}_EMAIL`;
    reading.remark(`Whom “${lower}” means, the setting ${name} says.`);
    return { to: environment(name), words: words.toLowerCase().replace(/^(?:our|my) /, 'the ') };
  });
}

/** Who sends the mail: what the person prefers, else what the clause names. */
export const mailProviderOf = (clause: string, { preferences }: Reading) =>
  preferences.emailProvider ?? (/\bsendgrid\b/i.test(clause) ? 'sendgrid' : 'ses');

/** Makes the customer known whose id is all that the event tells. */
export function lookUpCustomer(scope: Scope, reading: Reading): Step[] {
  if (scope.email || !scope.about.hasNoEmail) return [];
  const id = reading.newId('customer');
  scope.email = `{{${id}.email}}`;
  return [
    {
      id,
      type: 'stripe.customer',
      label: 'Look up the customer',
      params: { action: 'get', customerId: part(scope.about, 'customer') },
    },
  ];
}

/** The customer's address, as far as it is known; of a form or schedule that tells none, a setting. */
export function customerEmail(scope: Scope, reading: Reading): string {
  if (scope.email) return scope.email;
  const { about } = scope;
  if (about.at === 'trigger' && about.noun === 'schedule') {
    reading.remark(
      'The sentence does not say where the customer’s address comes from: the setting CUSTOMER_EMAIL says it.',
    );
    return environment('CUSTOMER_EMAIL');
  }
  if (about.only && !about.only.includes('email')) {
    reading.remark('The form asks for no e-mail address: the setting CUSTOMER_EMAIL says it.');
    return environment('CUSTOMER_EMAIL');
  }
  return part(about, 'email');
}

/** To whom a clause speaks, in its order; an address that is written out says whom the words before it mean. */
export function recipientsIn(clause: string, reading: Reading): Recipient[] {
  const mails = literalsIn(clause, reading.read, 'mail').map((to) => ({ to, words: to }));
  const unnamed = clause.replaceAll(/\b(?:the |our |my )?[a-z]+(?: team)? (?:at |\()?⟨mail\d+⟩/gi, '');
  const named =
    mails.length > 0 ? unnamed.replaceAll(/\b(?:about|of|for|that|from|with)\b.*$/gi, '') : clause;
  const found: { at: number; recipient: () => Recipient[] }[] = [];
  const note = (at: number, recipient: () => Recipient[]) => at >= 0 && found.push({ at, recipient });
  note(named.search(customer), () => [{ to: '', words: 'the customer', isCustomer: true }]);
  note(named.search(me), () => {
    reading.remark('Your own address is the setting MY_EMAIL.');
    return [{ to: environment('MY_EMAIL'), words: 'me' }];
  });
  note(named.search(group), () => groupsIn(named, reading));
  const words = found.sort((one, other) => one.at - other.at).flatMap(({ recipient }) => recipient());
  // The words before an address say who has it, unless they are another one's.
  const others = words.filter(({ isCustomer }) => !isCustomer || /\band\b/i.test(clause));
  return mails.length > 0 ? [...mails, ...others] : words;
}
