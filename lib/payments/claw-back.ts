import { setTimeout as sleep } from 'node:timers/promises';
import { recordEntry } from '../credits/entry.ts';
import { type ConsumerOutcome, done, NotYet } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { isLater, type PaymentItem, parsePayment, type Reversal, takenCents } from './payment-item.ts';

/** A refund or dispute as Stripe tells of it now. */
export interface Told extends Pick<Reversal, 'kind' | 'amountCents' | 'takenCents' | 'state'> {
  id: string;
  /** When the refund or dispute was made at Stripe: its entries stand at this time in the ledger. */
  createdAt: string;
  eventId: string;
}

/** The credits that all reversals together take: the share of the payment that went back, never more than the grant. */
function creditsOwedBack(payment: PaymentItem): number {
  const { creditsGranted = 0, amountPaidCents = 0 } = payment;
  const backCents = Math.min(takenCents(payment, 'refund') + takenCents(payment, 'dispute'), amountPaidCents);
  return backCents === 0 ? 0 : Math.round((creditsGranted * backCents) / amountPaidCents);
}

interface Move {
  after: PaymentItem;
  creditsDelta: number;
  /** It was taken before, and now less of it is, or nothing. */
  isReturn: boolean;
}

/** The payment as it is once this reversal is noted, and how many credits that moves. */
function applied(payment: PaymentItem, told: Told): Move {
  const { kind, amountCents, takenCents: cents, state } = told;
  const before = payment.reversals[told.id];
  const isReturn = before?.state === 'taken';
  const noted: Reversal = { ...before, kind, amountCents, takenCents: cents, state };
  const withNoted = { ...payment, reversals: { ...payment.reversals, [told.id]: noted } };
  const creditsClawedBack = creditsOwedBack(withNoted);
  const creditsDelta = payment.creditsClawedBack - creditsClawedBack;
  if (isReturn) noted.creditsReturned = (before.creditsReturned ?? 0) + creditsDelta;
  else if (state === 'taken') noted.creditsTaken = -creditsDelta;
  return { after: { ...withNoted, creditsClawedBack }, creditsDelta, isReturn };
}

const causeWords = {
  refund: { taken: 'debited', returned: 'returned' },
  dispute: { taken: 'withdrawn', returned: 'reinstated' },
} as const;

function notesOf(payment: PaymentItem, { kind, amountCents }: Told, isReturn: boolean): string {
  const isPart = amountCents < (payment.amountPaidCents ?? payment.amountCents);
  const words = {
    refund: { taken: isPart ? 'Partial refund' : 'Refund', returned: 'Failed refund, given back' },
    dispute: { taken: 'Payment dispute', returned: 'Payment dispute over, given back' },
  };
  return `${words[kind][isReturn ? 'returned' : 'taken']}: ${payment.description}`;
}

/** When a refund or dispute was made. Stripe counts whole seconds: within the payment's own, or before, it stands right after. */
export function reversedAt({ createdAt }: PaymentItem, madeAt: string): string {
  return madeAt > createdAt ? madeAt : new Date(Date.parse(createdAt) + 1).toISOString();
}

function entryActions(
  payment: PaymentItem,
  told: Told,
  { creditsDelta, isReturn }: Move,
): TransactionAction[] {
  if (creditsDelta === 0) return [];
  return recordEntry({
    userId: payment.userId,
    cause: `${told.kind}:${told.id}:${causeWords[told.kind][isReturn ? 'returned' : 'taken']}`,
    causedAt: reversedAt(payment, told.createdAt),
    type: 'Refund',
    creditsDelta,
    notes: notesOf(payment, told, isReturn),
    sourceKind: told.kind,
    sourceId: told.id,
    eventId: told.eventId,
  });
}

/** On condition that the reversals are still those that the credits were counted from. */
function noteOnPayment(before: PaymentItem, after: PaymentItem): TransactionAction {
  return {
    Update: {
      Key: keys.payment(before.userId, before.paymentId),
      UpdateExpression:
        'SET reversals = :reversals, creditsClawedBack = :clawedBack, reversalsVersion = :next',
      ConditionExpression:
        before.reversalsVersion === 0
          ? '#status = :paid AND attribute_not_exists(reversalsVersion)'
          : '#status = :paid AND reversalsVersion = :version',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':paid': 'paid',
        ':reversals': after.reversals,
        ':clawedBack': after.creditsClawedBack,
        ':next': before.reversalsVersion + 1,
        ...(before.reversalsVersion === 0 ? {} : { ':version': before.reversalsVersion }),
      },
    },
  };
}

// A batch may hold ten reversals of one payment: each try lets at least one of them through.
const attempts = 12;
const longestPauseMs = 50;

/**
 * Notes a refund or dispute on its payment, and moves the credits that this takes or gives back, in one
 * transaction. The credits are counted from all reversals of the payment together, so that any order of arrival
 * ends in the same balance. May take `available` below zero. Throws `NotYet` before the payment's own grant.
 */
export async function clawBack(table: Table, order: PaymentItem, told: Told): Promise<ConsumerOutcome> {
  let payment = order;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (payment.status !== 'paid') throw new NotYet(`The ${told.kind} waits until its payment is granted`);
    const known = payment.reversals[told.id];
    if (known && !isLater(told, known)) return done(`${told.id} was noted before`);
    const move = applied(payment, told);
    const { outcome } = await table.transact([
      noteOnPayment(payment, move.after),
      ...entryActions(payment, told, move),
    ]);
    if (outcome === 'done') return done(`${told.id} noted as ${told.state}: ${move.creditsDelta} credits`);
    await sleep(Math.random() * longestPauseMs);
    payment = parsePayment((await table.get(keys.payment(order.userId, order.paymentId))) ?? {});
  }
  throw new Error(`Payment ${order.paymentId} kept changing`);
}
