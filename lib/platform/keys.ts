/** Every key of the table is built here; `docs/data-model.md` maps access patterns to them. */
export interface Key {
  pk: string;
  sk: string;
}

const userPartition = (userId: string) => `USER#${userId}`;
const eventPartition = (eventId: string) => `EVENT#${eventId}`;

export const ledgerPrefix = 'LEDGER#';
export const paymentPrefix = 'PAYMENT#';

export const keys = {
  user: (userId: string): Key => ({ pk: userPartition(userId), sk: 'PROFILE' }),
  identity: (provider: string, subject: string): Key => ({
    pk: `IDENTITY#${provider}#${subject}`,
    sk: 'IDENTITY',
  }),
  email: (addressHash: string): Key => ({ pk: `EMAIL#${addressHash}`, sk: 'EMAIL' }),
  signInState: (stateHash: string): Key => ({ pk: `OAUTH#${stateHash}`, sk: 'OAUTH' }),
  session: (userId: string, tokenHash: string): Key => ({
    pk: userPartition(userId),
    sk: `SESSION#${tokenHash}`,
  }),
  balance: (userId: string): Key => ({ pk: userPartition(userId), sk: 'BALANCE' }),
  ledgerEntry: (userId: string, causedAt: string, cause: string): Key => ({
    pk: userPartition(userId),
    sk: `${ledgerPrefix}${causedAt}#${cause}`,
  }),
  payment: (userId: string, paymentId: string): Key => ({
    pk: userPartition(userId),
    sk: paymentPrefix + paymentId,
  }),
  idempotency: (userId: string, route: string, keyHash: string): Key => ({
    pk: userPartition(userId),
    sk: `IDEMPOTENCY#${route}#${keyHash}`,
  }),
  customer: (customerId: string): Key => ({ pk: `CUSTOMER#${customerId}`, sk: 'CUSTOMER' }),
  mail: (userId: string, template: string, cause: string): Key => ({
    pk: userPartition(userId),
    sk: `MAIL#${template}#${cause}`,
  }),
  event: (eventId: string): Key => ({ pk: eventPartition(eventId), sk: 'EVENT' }),
  eventConsumer: (eventId: string, consumer: string): Key => ({
    pk: eventPartition(eventId),
    sk: `CONSUMER#${consumer}`,
  }),
  cursor: (name: string): Key => ({ pk: `CURSOR#${name}`, sk: 'CURSOR' }),
};

/** Attributes of the sparse index `staff`: parked events, newest last. */
export const staffKeys = {
  parked: (parkedAt: string, eventId: string) => ({ staffPk: 'PARKED', staffSk: `${parkedAt}#${eventId}` }),
};
