import type { StripeEvent } from '../contract/stripe-events.ts';
import { readBalance } from '../credits/balance.ts';
import { type ConsumerOutcome, done, ignored, NotYet, parked } from '../events/outcome.ts';
import { findPayment } from '../payments/find-payment.ts';
import type { PaymentItem, Reversal } from '../payments/payment-item.ts';
import { type ReversalObject, readReversal, refundState } from '../payments/reversal-event.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import type { MailContent } from './layout.ts';
import { disputed, disputeOver, type ReversalFacts, refunded, refundFailed } from './reversal-mails.ts';
import { sendOnce } from './send-once.ts';

/** What an event says of the money. */
type News = Reversal['state'];

const mails: Record<
  Reversal['kind'],
  Record<'taken' | 'returned', { template: string; content(facts: ReversalFacts): MailContent }>
> = {
  refund: {
    taken: { template: 'refund', content: refunded },
    returned: { template: 'refund-failed', content: refundFailed },
  },
  dispute: {
    taken: { template: 'dispute', content: disputed },
    returned: { template: 'dispute-over', content: disputeOver },
  },
};

function newsOf({ type }: StripeEvent, { object, status }: ReversalObject): News | undefined {
  if (object === 'refund') return refundState(status);
  return type === 'charge.dispute.funds_reinstated' ? 'returned' : 'taken';
}

/** Of a dispute a part may come back while the rest stays taken. */
const hasComeBack = ({ state, takenCents, amountCents }: Reversal) =>
  state === 'returned' || (state === 'taken' && takenCents < amountCents);

/** What has been noted of the reversal that an event tells of. Throws `NotYet` until its credits have moved. */
function notedReversal({ reversals }: PaymentItem, id: string, news: 'taken' | 'returned'): Reversal {
  const noted = reversals[id];
  const isNoted = noted && (news === 'returned' ? hasComeBack(noted) : noted.state !== 'pending');
  if (isNoted) return noted;
  throw new NotYet('The mail waits until the credits have moved');
}

/** Why nothing is to be said: only what stands is told, and that money came back only if it had been taken. */
function reasonForSilence(id: string, noted: Reversal, news: 'taken' | 'returned'): string | undefined {
  if (news === 'taken') return hasComeBack(noted) ? `${id} has come back by now` : undefined;
  return noted.creditsTaken === undefined ? `Nothing had been taken for ${id}` : undefined;
}

/** The mail that an event about a refund or dispute is due, once its credits have moved. */
export async function mailReversal(deps: EventMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const object = readReversal(event);
  if (!object) return parked('unreadable', 'The refund or dispute has a shape that is not known');
  const news = newsOf(event, object);
  if (!news) return parked('unknown_status', `${object.id} is ${object.status}`);
  if (news === 'pending') return ignored('No money has moved yet');
  const found = await findPayment(deps, object);
  if (found.outcome === 'missing') return found.parked;
  const payment = found.order;
  const reversal = notedReversal(payment, object.id, news);
  const silence = reasonForSilence(object.id, reversal, news);
  if (silence) return ignored(silence);
  const { template, content } = mails[reversal.kind][news];
  const { available } = await readBalance(deps.table, payment.userId);
  const mail = content({ payment, reversal, available, site: deps.site });
  const result = await sendOnce(deps, { userId: payment.userId, template, cause: object.id }, mail);
  return done(`Mail ${template} on ${object.id} ${result}`);
}
