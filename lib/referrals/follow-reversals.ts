import { setTimeout as sleep } from 'node:timers/promises';
import { isAllBack, parsePayment } from '../payments/payment-item.ts';
import { keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { entriesOf, type Move, moveActions } from './referral-credits.ts';
import { parseReferral, type ReferralItem } from './referral-item.ts';

/** What may have had its money go back, or come again, and what told so. */
export interface Reversed {
  userId: string;
  paymentId: string;
  /** When the refund or dispute was made. */
  causedAt: string;
  eventId: string;
}

function moveOf(referral: ReferralItem, isBack: boolean, { causedAt, eventId }: Reversed): Move {
  const moved = isBack ? 'taken' : 'returned';
  const why = isBack
    ? 'taken back: the purchase was refunded or disputed'
    : 'given back: the purchase stands';
  return {
    sign: isBack ? -1 : 1,
    type: 'Refund',
    cause: `referral:${referral.referralId}:${moved}:${referral.moves + 1}`,
    notes: { inviter: `Referral reward ${why}`, invited: `Referral reward ${why}` },
    causedAt,
    eventId,
  };
}

/** On condition that nothing has moved since it was read. */
function noteMove({ userId, moves }: ReferralItem, isTakenBack: boolean): TransactionAction {
  return {
    Update: {
      Key: keys.referredBy(userId),
      UpdateExpression: 'SET isTakenBack = :back, moves = :next',
      ConditionExpression: moves === 0 ? 'attribute_not_exists(moves)' : 'moves = :moves',
      ExpressionAttributeValues: {
        ':back': isTakenBack,
        ':next': moves + 1,
        ...(moves === 0 ? {} : { ':moves': moves }),
      },
    },
  };
}

// Each try loses only to another reversal of the same payment.
const attempts = 12;
const longestPauseMs = 50;

/**
 * Takes a referral's credits back on both sides while all of the purchase that earned them has gone back, and returns
 * them when that does. Looks again after each move until referral and payment agree: a reversal that is noted meanwhile
 * is seen here, or by who noted it.
 */
export async function followReversals(table: Table, reversed: Reversed): Promise<void> {
  const { userId, paymentId } = reversed;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [item, payment] = await table.getAll([keys.referredBy(userId), keys.payment(userId, paymentId)]);
    const referral = item && parseReferral(item);
    if (!payment || referral?.paymentId !== paymentId) return;
    const isBack = isAllBack(parsePayment(payment));
    if (isBack === referral.isTakenBack) return;
    const move = moveOf(referral, isBack, reversed);
    const inviter = await table.get(keys.user(referral.inviterId));
    const moves = inviter ? moveActions(referral, move) : entriesOf(referral, move);
    const { outcome } = await table.transact([noteMove(referral, isBack), ...moves]);
    if (outcome === 'refused') await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The reversals of ${paymentId} kept changing`);
}
