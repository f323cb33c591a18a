export interface Edit {
  file: string;
  /** Stands in the file exactly once. */
  text: string;
  becomes: string;
}

export interface Bug {
  name: string;
  edits: Edit[];
}

const bug = (name: string, ...edits: Edit[]): Bug => ({ name, edits });
const edit = (file: string, text: string, becomes: string): Edit => ({ file, text, becomes });

const entry = 'lib/credits/entry.ts';
const spend = 'lib/credits/spend.ts';
const hold = 'lib/credits/hold.ts';
const holdItem = 'lib/credits/hold-item.ts';
const watchBalance = 'lib/credits/watch-balance.ts';
const consumer = 'lib/events/consumer.ts';
const clawBack = 'lib/payments/claw-back.ts';
const settleCheckout = 'lib/payments/settle-checkout.ts';
const sendOnce = 'lib/emails/send-once.ts';
const refresh = 'lib/subscriptions/refresh-subscription.ts';
const invoiceMonths = 'lib/subscriptions/invoice-months.ts';
const reachLevel = 'lib/subscriptions/reach-level.ts';
const dueMonths = 'lib/subscriptions/grant-due-months.ts';
const endDuplicate = 'lib/subscriptions/end-duplicate.ts';
const invoicePayment = 'lib/subscriptions/invoice-payment.ts';
const standing = 'lib/subscriptions/standing.ts';

const grants: Bug[] = [
  bug(
    'An entry is put without the condition that its cause has none',
    edit(entry, `        ConditionExpression: 'attribute_not_exists(pk)',\n`, ''),
  ),
  bug(
    'The ledger key of a purchase is the event',
    edit(settleCheckout, 'cause: purchaseCause(session.id)', 'cause: purchaseCause(eventId)'),
    edit(settleCheckout, '#status <> :paid AND (', '('),
  ),
  bug(
    'What was paid decides the credits, not the order',
    edit(
      settleCheckout,
      'creditsDelta: order.credits',
      'creditsDelta: Math.floor((session.amount_total ?? 0) / 20)',
    ),
  ),
  bug(
    'A checkout that is unpaid grants',
    edit(
      settleCheckout,
      `if (session.payment_status === 'unpaid') return noteUnpaid(deps, order, 'processing');`,
      '',
    ),
    edit(settleCheckout, `['paid', 'no_payment_required']`, `['paid', 'no_payment_required', 'unpaid']`),
  ),
  bug(
    'A late word of an unpaid checkout replaces "paid"',
    edit(settleCheckout, `processing: ['open']`, `processing: ['open', 'paid']`),
  ),
];

const reversals: Bug[] = [
  bug(
    'Reversals are written without the condition that no other was',
    edit(clawBack, `'#status = :paid AND attribute_not_exists(reversalsVersion)'`, `'#status = :paid'`),
    edit(
      clawBack,
      `'#status = :paid AND reversalsVersion = :version'`,
      `'#status = :paid OR reversalsVersion = :version'`,
    ),
  ),
  bug(
    'The amount of a refund is the one in the event',
    edit(
      'lib/payments/settle-reversal.ts',
      '    ...standing,\n',
      `    ...standing,\n    takenCents: standing.state === 'taken' ? Number(event.data.object.amount) : 0,\n`,
    ),
  ),
  bug(
    'A refund counts again with each event about it',
    edit(clawBack, '[told.id]: noted', '[told.eventId]: noted'),
    edit(
      clawBack,
      'const known = payment.reversals[told.id];',
      'const known = payment.reversals[told.eventId];',
    ),
  ),
  bug(
    'A refund that fails is not given back',
    edit(
      'lib/payments/reversal-event.ts',
      `    case 'canceled':\n      return 'returned';`,
      `    case 'canceled':\n      return 'taken';`,
    ),
  ),
  bug(
    'Refund and dispute together take more than was granted',
    edit(
      clawBack,
      `Math.min(takenCents(payment, 'refund') + takenCents(payment, 'dispute'), amountPaidCents)`,
      `takenCents(payment, 'refund') + takenCents(payment, 'dispute')`,
    ),
  ),
  bug(
    'A refund before its grant is dropped',
    edit(
      clawBack,
      `if (payment.status !== 'paid') throw`,
      `if (payment.status !== 'paid') return done('Nothing to take back');\n    if (payment.status !== 'paid') throw`,
    ),
  ),
];

const deliveries: Bug[] = [
  bug(
    'A conflict of transactions counts as done',
    edit(
      'lib/platform/table.ts',
      'await retryConflicts(() => client.send(new TransactWriteCommand({ TransactItems })));',
      'await client.send(new TransactWriteCommand({ TransactItems })).catch((error: unknown) => {\n' +
        '      if (refusals(error) || !(error instanceof TransactionCanceledException)) throw error;\n    });',
    ),
  ),
  bug(
    'That the bus took nothing is overlooked',
    edit(
      'lib/platform/bus-client.ts',
      'if (answer.FailedEntryCount !== 0) {',
      'if (answer.FailedEntryCount === undefined) {',
    ),
  ),
  bug(
    'The webhook answers 200 though the bus failed',
    edit(
      'lib/events/forward.ts',
      "    throw new AppError('dependency_unavailable', 'The event",
      "    new AppError('dependency_unavailable', 'The event",
    ),
  ),
  bug(
    'A consumer reports no failure',
    edit(
      consumer,
      '      await noteFailure(deps, log, visit, cause);\n    }\n    throw cause;',
      '      await noteFailure(deps, log, visit, cause);\n    }',
    ),
  ),
  bug(
    'Reconciling overlooks events that never arrived',
    edit(
      'lib/events/missed-events.ts',
      'if (!arrival) return epochSeconds(now) - event.created > graceSeconds;',
      'if (!arrival) return false;',
    ),
  ),
  bug(
    'Events of live mode are taken in a test stage',
    edit('lib/events/ours.ts', 'if (event.livemode !== live) {', 'if (event.livemode === undefined) {'),
  ),
];

const spends: Bug[] = [
  bug(
    'A spend does not ask for the balance',
    edit(spend, `'available >= :needed'`, `'available >= :needed OR attribute_not_exists(nothing)'`),
  ),
  bug(
    'A spend asks for twice what it takes',
    edit(spend, `':needed': -entry.creditsDelta`, `':needed': -2 * entry.creditsDelta`),
  ),
  bug(
    'The key of a spend is claimed after it',
    edit(
      spend,
      `    ...(identity ? [claimRequest(userId, identity, resultId, now)] : []),\n  ]);`,
      `  ]);\n  if (identity) await deps.table.transact([claimRequest(userId, identity, resultId, now)]);`,
    ),
  ),
  bug(
    'The key of a spend is claimed before it',
    edit(
      spend,
      '  const result = await deps.table.transact([',
      `  const claim = identity && (await deps.table.transact([claimRequest(userId, identity, resultId, now)]));\n` +
        `  if (identity && claim?.outcome === 'refused') return earlierSpend(deps, command, identity);\n` +
        '  const result = await deps.table.transact([',
    ),
    edit(spend, `    ...(identity ? [claimRequest(userId, identity, resultId, now)] : []),\n`, ''),
  ),
];

const held: Bug[] = [
  bug(
    'A hold is closed without the condition that it is open',
    edit(holdItem, '#status = :open AND ', '(#status = :open OR NOT #status = :open) AND '),
    edit(holdItem, `'held >= :credits'`, `'held >= :credits OR attribute_exists(pk)'`),
  ),
  bug(
    'A hold does not ask for the balance',
    edit(hold, `'available >= :credits'`, `'available >= :credits OR attribute_not_exists(nothing)'`),
  ),
  bug(
    'A settled hold keeps what was not used',
    edit('lib/credits/settle-hold.ts', `':rest': heldCredits + entry.creditsDelta`, `':rest': 0`),
  ),
];

const mails: Bug[] = [
  bug(
    'Who falls low has no mail due',
    edit(
      watchBalance,
      `along: [dueMailAction({ userId, template: 'low-balance', cause, dueAt: causedAt })]`,
      'along: []',
    ),
  ),
  bug(
    'A mail is sent without the condition that it was not',
    edit(
      sendOnce,
      `'attribute_not_exists(pk) OR (#state = :sending AND leaseUntilEpochSeconds <= :now)'`,
      `'attribute_not_exists(pk) OR #state = :sending OR leaseUntilEpochSeconds > :now'`,
    ),
  ),
  bug(
    'A mail that another delivery began counts as sent',
    edit(
      sendOnce,
      `throw new NotYet('The mail is being sent by another delivery of its event')`,
      `return 'sent before'`,
    ),
  ),
];

const plans: Bug[] = [
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

const monthlyCredits: Bug[] = [
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

/** Mistakes that are easy to make, each as an edit of the sources. */
export const bugs: Bug[] = [
  ...grants,
  ...reversals,
  ...deliveries,
  ...spends,
  ...held,
  ...mails,
  ...plans,
  ...monthlyCredits,
];
