import { type Bug, bug, edit } from './bug.ts';

const watchBalance = 'lib/credits/watch-balance.ts';
const consumer = 'lib/events/consumer.ts';
const sendOnce = 'lib/emails/send-once.ts';

export const deliveries: Bug[] = [
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

export const mails: Bug[] = [
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
