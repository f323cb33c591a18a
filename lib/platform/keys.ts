/** Every key of the table is built here; `docs/data-model.md` maps access patterns to them. */
export interface Key {
  pk: string;
  sk: string;
}

const userPartition = (userId: string) => `USER#${userId}`;
const eventPartition = (eventId: string) => `EVENT#${eventId}`;

export const sessionPrefix = 'SESSION#';
/** Where the code by which a person invites others leads to them. */
export const referralPartition = (code: string): string => `REFERRAL#${code}`;

export const ledgerPrefix = 'LEDGER#';
export const paymentPrefix = 'PAYMENT#';
/** Of payments that began as an order: those of invoices are found by their invoice. */
export const orderPrefix = `${paymentPrefix}ord_`;
export const subscriptionPrefix = 'SUBSCRIPTION#';
export const apiKeyPrefix = 'KEY#';
/** Of a person's workflows in the orders that lists come in. */
export const workflowPrefixes = { updated_at: 'WORKFLOW_BY_CHANGE#', name: 'WORKFLOW_BY_NAME#' } as const;
export const holdPrefix = 'HOLD#';
/** Of what a subject did, a row a day. */
export const usageDayPrefix = 'DAY#';
export const credentialPrefix = 'CREDENTIAL#';

export const keys = {
  user: (userId: string): Key => ({ pk: userPartition(userId), sk: 'PROFILE' }),
  identity: (provider: string, subject: string): Key => ({
    pk: `IDENTITY#${provider}#${subject}`,
    sk: 'IDENTITY',
  }),
  /** That the account behind an identity of an issuer was deleted. */
  departed: (identityHash: string): Key => ({ pk: `DEPARTED#${identityHash}`, sk: 'DEPARTED' }),
  email: (addressHash: string): Key => ({ pk: `EMAIL#${addressHash}`, sk: 'EMAIL' }),
  signInState: (stateHash: string): Key => ({ pk: `OAUTH#${stateHash}`, sk: 'OAUTH' }),
  session: (userId: string, tokenHash: string): Key => ({
    pk: userPartition(userId),
    sk: sessionPrefix + tokenHash,
  }),
  balance: (userId: string): Key => ({ pk: userPartition(userId), sk: 'BALANCE' }),
  ledgerEntry: (userId: string, causedAt: string, cause: string): Key => ({
    pk: userPartition(userId),
    sk: `${ledgerPrefix}${causedAt}#${cause}`,
  }),
  hold: (userId: string, holdId: string): Key => ({ pk: userPartition(userId), sk: holdPrefix + holdId }),
  payment: (userId: string, paymentId: string): Key => ({
    pk: userPartition(userId),
    sk: `PAYMENT#${paymentId}`,
  }),
  idempotency: (userId: string, route: string, keyHash: string): Key => ({
    pk: userPartition(userId),
    sk: `IDEMPOTENCY#${route}#${keyHash}`,
  }),
  customer: (customerId: string): Key => ({ pk: `CUSTOMER#${customerId}`, sk: 'CUSTOMER' }),
  subscription: (userId: string, subscriptionId: string): Key => ({
    pk: userPartition(userId),
    sk: subscriptionPrefix + subscriptionId,
  }),
  /** Claimed while a checkout or a native subscription is being opened for the person. */
  openSubscription: (userId: string): Key => ({ pk: userPartition(userId), sk: 'OPEN_SUBSCRIPTION' }),
  /** The level of credits that an upgrade has reached in a period of a subscription. */
  creditLevel: (userId: string, subscriptionId: string, periodStart: string): Key => ({
    pk: userPartition(userId),
    sk: `LEVEL#${subscriptionId}#${periodStart}`,
  }),
  /** A paid year whose months are granted one by one. */
  paidYear: (userId: string, subscriptionId: string, periodStart: string): Key => ({
    pk: userPartition(userId),
    sk: `YEAR#${subscriptionId}#${periodStart}`,
  }),
  /** Subscriptions of the person are to be ended at Stripe, however long that takes. */
  ending: (userId: string): Key => ({ pk: userPartition(userId), sk: 'ENDING' }),
  /** That the account was deleted; it stays when everything else of the person is gone. */
  erasure: (userId: string): Key => ({ pk: userPartition(userId), sk: 'ERASURE' }),
  /** That a trial was had: by an address, an identity or a card, of which only an HMAC is kept. */
  trial: (hmac: string): Key => ({ pk: `TRIAL#${hmac}`, sk: 'TRIAL' }),
  /** That a person was rewarded for coming by invitation: by an address or an identity, of which only an HMAC is kept. */
  rewarded: (hmac: string): Key => ({ pk: `REWARDED#${hmac}`, sk: 'REWARDED' }),
  /** Whose code it is that others were invited with. */
  referralCode: (code: string): Key => ({ pk: `REFERRAL#${code}`, sk: 'REFERRAL' }),
  /** Under who was invited: by whom. */
  referredBy: (userId: string): Key => ({ pk: userPartition(userId), sk: 'REFERRED_BY' }),
  /** Under who invites: what came of it. */
  referralCounts: (userId: string): Key => ({ pk: userPartition(userId), sk: 'REFERRALS' }),
  apiKey: (secretHash: string): Key => ({ pk: `KEY#${secretHash}`, sk: 'KEY' }),
  apiKeyListing: (userId: string, keyId: string): Key => ({
    pk: userPartition(userId),
    sk: apiKeyPrefix + keyId,
  }),
  credential: (userId: string, service: string, name: string): Key => ({
    pk: userPartition(userId),
    sk: `${credentialPrefix}${service}#${name}`,
  }),
  /** How many credentials the person has. */
  credentialCount: (userId: string): Key => ({ pk: userPartition(userId), sk: 'CREDENTIALS' }),
  widget: (userId: string): Key => ({ pk: userPartition(userId), sk: 'WIDGET' }),
  publishableKey: (publishableKey: string): Key => ({ pk: `WIDGET#${publishableKey}`, sk: 'WIDGET' }),
  /** What a subject (a user's id, a publishable key, an address as its hash) did on a day, `2026-11-21`. */
  usageDay: (subject: string, day: string): Key => ({ pk: `USAGE#${subject}`, sk: usageDayPrefix + day }),
  mail: (userId: string, template: string, cause: string): Key => ({
    pk: userPartition(userId),
    sk: `MAIL#${template}#${cause}`,
  }),
  /** A mail that is to be sent by the schedule: one of a template a person. */
  dueMail: (userId: string, template: string): Key => ({
    pk: userPartition(userId),
    sk: `DUE_MAIL#${template}`,
  }),
  event: (eventId: string): Key => ({ pk: eventPartition(eventId), sk: 'EVENT' }),
  eventConsumer: (eventId: string, consumer: string): Key => ({
    pk: eventPartition(eventId),
    sk: `CONSUMER#${consumer}`,
  }),
  /** What an admin did, under the day of it, `2026-11-21`. */
  audit: (at: string, auditId: string): Key => ({ pk: `AUDIT#${at.slice(0, 10)}`, sk: `${at}#${auditId}` }),
  metrics: (): Key => ({ pk: 'METRICS', sk: 'METRICS' }),
  cursor: (name: string): Key => ({ pk: `CURSOR#${name}`, sk: 'CURSOR' }),
  workflow: (userId: string, workflowId: string): Key => ({
    pk: userPartition(userId),
    sk: `WORKFLOW#${workflowId}`,
  }),
  workflowBody: (userId: string, workflowId: string): Key => ({
    pk: userPartition(userId),
    sk: `WORKFLOW_BODY#${workflowId}`,
  }),
  workflowByChange: (userId: string, updatedAt: string, workflowId: string): Key => ({
    pk: userPartition(userId),
    sk: `${workflowPrefixes.updated_at}${updatedAt}#${workflowId}`,
  }),
  workflowByName: (userId: string, foldedName: string, workflowId: string): Key => ({
    pk: userPartition(userId),
    sk: `${workflowPrefixes.name}${foldedName}#${workflowId}`,
  }),
  /** How many workflows the person has. */
  workflowCount: (userId: string): Key => ({ pk: userPartition(userId), sk: 'WORKFLOWS' }),
};

/** Attributes of the sparse index `staff`: what staff look at and what falls due, the newest last. */
export const staffKeys = {
  event: (arrivedAt: string, eventId: string) => ({ staffPk: 'EVENT', staffSk: `${arrivedAt}#${eventId}` }),
  failing: (failedAt: string, eventId: string) => ({ staffPk: 'FAILING', staffSk: `${failedAt}#${eventId}` }),
  audit: (at: string, auditId: string) => ({ staffPk: 'AUDIT', staffSk: `${at}#${auditId}` }),
  parked: (parkedAt: string, eventId: string) => ({ staffPk: 'PARKED', staffSk: `${parkedAt}#${eventId}` }),
  monthDue: (dueAt: string, subscriptionId: string) => ({
    staffPk: 'MONTH_DUE',
    staffSk: `${dueAt}#${subscriptionId}`,
  }),
  openHold: (expiresAt: string, holdId: string) => ({
    staffPk: 'OPEN_HOLD',
    staffSk: `${expiresAt}#${holdId}`,
  }),
  dueMail: (dueAt: string, userId: string) => ({ staffPk: 'DUE_MAIL', staffSk: `${dueAt}#${userId}` }),
  ending: (since: string, userId: string) => ({ staffPk: 'ENDING', staffSk: `${since}#${userId}` }),
  erasure: (since: string, userId: string) => ({ staffPk: 'ERASURE', staffSk: `${since}#${userId}` }),
};
