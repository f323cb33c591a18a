import { type Bug, bug, edit } from './bug.ts';

const refresh = 'lib/subscriptions/refresh-subscription.ts';
const invoiceMonths = 'lib/subscriptions/invoice-months.ts';
const reachLevel = 'lib/subscriptions/reach-level.ts';
const dueMonths = 'lib/subscriptions/grant-due-months.ts';
const endDuplicate = 'lib/subscriptions/end-duplicate.ts';
const invoicePayment = 'lib/subscriptions/invoice-payment.ts';
const standing = 'lib/subscriptions/standing.ts';

export const plans: Bug[] = [
  bug(
    'The copy at the person is written only once',
    edit(
      refresh,
      'SET subscriptionsVersion = :next, subscription = :counting',
      'SET subscriptionsVersion = :next, subscription = if_not_exists(subscription, :counting)',
    ),
  ),
  bug(
    'What ended still counts, though another is live',
    edit(refresh, `  return isLive(one) && (!isLive(other) || isEarlier(one, other));`, '  return false;'),
  ),
  bug(
    'A second subscription stays',
    edit(
      'lib/subscriptions/sync-subscription.ts',
      'isLive(subscription) ? await settleDuplicates(deps, subscription.userId) : nothingEnded',
      'isLive(subscription) ? nothingEnded : await settleDuplicates(deps, subscription.userId)',
    ),
  ),
  bug(
    'A second subscription is ended, and not refunded',
    edit(
      endDuplicate,
      '    done.notRefunded.push(...(await refundAll(client, duplicate.subscriptionId)));\n',
      '',
    ),
  ),
  bug(
    'The days of grace never end',
    edit(standing, 'now.toISOString() < graceUntil', 'now.toISOString() !== graceUntil'),
  ),
  bug(
    'There are no days of grace',
    edit(
      standing,
      `return graceUntil === null || now.toISOString() < graceUntil;`,
      'return graceUntil === null;',
    ),
  ),
  bug(
    'What is over still gives its plan',
    edit(
      standing,
      `knownStatus === 'active' ||`,
      `knownStatus === 'active' || knownStatus === 'canceled' ||`,
    ),
  ),
];

export const monthlyCredits: Bug[] = [
  bug(
    'An unpaid invoice brings credits',
    edit(invoiceMonths, `if (invoice.status !== 'paid')`, `if (invoice.status === 'draft')`),
    edit(
      'lib/contract/stripe-events.ts',
      `    driftTypes.payment,\n  ],\n  'sync-subscription'`,
      `    driftTypes.payment,\n    'invoice.payment_failed',\n  ],\n  'sync-subscription'`,
    ),
  ),
  bug(
    'The ledger key of a month is the event',
    edit(
      'lib/subscriptions/grant-invoice.ts',
      'cause: monthCause(subscriptionId), causedAt',
      'cause: monthCause(subscriptionId) + eventId, causedAt',
    ),
    edit(
      reachLevel,
      'entry.cause === monthCause(month.subscriptionId);',
      'entry.cause.startsWith(monthCause(month.subscriptionId));',
    ),
  ),
  bug(
    'An upgrade brings the whole month once more',
    edit(
      reachLevel,
      'const creditsDelta = month.credits - reached;',
      `const creditsDelta = month.credits - (entry.cause.startsWith('upgrade:') ? 0 : reached);`,
    ),
  ),
  bug(
    'A trial brings the month, too',
    edit(invoiceMonths, '({ amountCents }) => amountCents > 0)', '({ amountCents }) => amountCents >= 0)'),
  ),
  bug(
    'A month for which a code paid all brings nothing',
    edit(
      invoiceMonths,
      `if (invoice.status !== 'paid')`,
      `if (invoice.status !== 'paid' || invoice.amount_paid === 0)`,
    ),
  ),
  bug(
    'The credits of a trial come with every trial',
    edit('lib/subscriptions/grant-trial.ts', 'transact([...actions, ...claims])', 'transact([...actions])'),
  ),
  bug(
    'Every second month of a paid year is left out',
    edit(dueMonths, 'nextMonth: nextMonth + 1 }, year)', 'nextMonth: nextMonth + 2 }, year)'),
  ),
  bug(
    'A month that began before the end is forgotten',
    edit(dueMonths, 'return row.endedAt === null || row.endedAt <= dueAt(year);', 'return true;'),
  ),
  bug(
    'What another run has granted is a failure',
    edit(dueMonths, '    if (!isFirst) throw new Moved();\n', ''),
  ),
  bug(
    'The refund of an invoice takes its share with every event about it',
    edit(invoicePayment, 'if (!(await table.get(key))) {', 'if (key) {'),
    edit(invoicePayment, `'attribute_not_exists(pk)'`, `'attribute_not_exists(pk) OR attribute_exists(pk)'`),
  ),
  bug(
    'A mail on a plan is sent with every event about it',
    edit(
      'lib/emails/mail-subscription.ts',
      'template, cause: news.cause }',
      'template, cause: news.cause + deps.outside.clock.now().toISOString() }',
    ),
  ),
];
