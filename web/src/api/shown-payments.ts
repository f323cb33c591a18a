import type { Payment } from '../../../lib/contract/billing-routes.ts';

/** Payments that a person knows of. A checkout that was left, or is still open, is none of them: no money moved. */
export type ShownPayment = Payment & { status: 'paid' | 'processing' | 'failed' };

const isShown = (payment: Payment): payment is ShownPayment =>
  payment.status !== 'open' && payment.status !== 'expired';

interface Page<Item extends Payment> {
  payments: Item[];
  next_cursor: string | null;
}

type FetchPage = (cursor: string | undefined) => Promise<Page<Payment>>;

// So that "Show more" rarely shows one line only, and a page of left checkouts does not look like the end.
const enough = 5;
// The next "Show more" goes on from there, should someone have left so many checkouts in a row.
const maximumFetches = 20;

/** The next payments to show: fetches further while what came was mostly checkouts that were never paid. */
export async function fetchShown(
  fetchPage: FetchPage,
  from: string | undefined,
): Promise<Page<ShownPayment>> {
  const payments: ShownPayment[] = [];
  let next: string | null = from ?? null;
  for (let fetches = 0; fetches < maximumFetches; fetches += 1) {
    const page = await fetchPage(next ?? undefined);
    payments.push(...page.payments.filter(isShown));
    next = page.next_cursor;
    if (next === null || payments.length >= enough) break;
  }
  return { payments, next_cursor: next };
}
