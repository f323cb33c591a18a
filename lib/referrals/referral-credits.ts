import { type Entry, recordEntry } from '../credits/entry.ts';
import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import type { ReferralItem } from './referral-item.ts';

type Side = 'inviter' | 'invited';

export interface Move {
  /** 1 when credits come, -1 when they go back. */
  sign: 1 | -1;
  type: Entry['type'];
  cause: string;
  /** As both ledgers say it. */
  notes: Record<Side, string>;
  causedAt: string;
  eventId: string;
}

/** Credits of one side; those of the other person's purchase name no event of theirs. */
function entryOf(referral: ReferralItem, side: Side, move: Move): TransactionAction[] {
  const credits = side === 'inviter' ? referral.inviterCredits : referral.invitedCredits;
  if (credits === 0) return [];
  return recordEntry({
    userId: side === 'inviter' ? referral.inviterId : referral.userId,
    cause: move.cause,
    causedAt: move.causedAt,
    type: move.type,
    creditsDelta: move.sign * credits,
    notes: move.notes[side],
    sourceKind: 'referral',
    sourceId: referral.referralId,
    eventId: side === 'inviter' ? null : move.eventId,
  });
}

function countOf({ inviterId, inviterCredits }: ReferralItem, { sign }: Move): TransactionAction[] {
  if (inviterCredits === 0) return [];
  return [
    {
      Update: {
        Key: keys.referralCounts(inviterId),
        UpdateExpression: 'ADD rewarded :one, creditsEarned :credits',
        ExpressionAttributeValues: { ':one': sign, ':credits': sign * inviterCredits },
      },
    },
  ];
}

/** What moves on both sides. All there is when the inviter is gone: their ledger is kept, and their counts are not. */
export const entriesOf = (referral: ReferralItem, move: Move): TransactionAction[] => [
  ...entryOf(referral, 'invited', move),
  ...entryOf(referral, 'inviter', move),
];

/** The same with the inviter's counts: to go into one transaction with the referral's own row. */
export const moveActions = (referral: ReferralItem, move: Move): TransactionAction[] => [
  ...entriesOf(referral, move),
  ...countOf(referral, move),
];
