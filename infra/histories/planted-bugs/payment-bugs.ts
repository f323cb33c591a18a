import { type Bug, bug, edit } from './bug.ts';

const entry = 'lib/credits/entry.ts';
const clawBack = 'lib/payments/claw-back.ts';
const settleCheckout = 'lib/payments/settle-checkout.ts';

export const grants: Bug[] = [
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

export const reversals: Bug[] = [
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
