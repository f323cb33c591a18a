import { expect, it } from '@jest/globals';
import type { Payment } from '../../../lib/contract/billing-routes.ts';
import { paymentOf } from '../testing/payment.ts';
import { fetchShown } from './shown-payments.ts';

/** Pages of one row each, as the API would answer them: the cursor is the number of the next row. */
function rows(statuses: Payment['status'][]) {
  const asked: (string | undefined)[] = [];
  const fetchPage = async (cursor: string | undefined) => {
    asked.push(cursor);
    const index = Number(cursor ?? 0);
    const status = statuses[index];
    return {
      payments: status ? [paymentOf({ status, id: `ord_${index}` })] : [],
      next_cursor: index + 1 < statuses.length ? String(index + 1) : null,
    };
  };
  return { asked, fetchPage };
}

it('leaves out checkouts that were never paid, and keeps what a bank is still sending or did not send', async () => {
  const { fetchPage } = rows(['open', 'paid', 'expired', 'processing', 'failed']);
  const { payments, next_cursor } = await fetchShown(fetchPage, undefined);
  expect(payments.map(({ id }) => id)).toEqual(['ord_1', 'ord_3', 'ord_4']);
  expect(next_cursor).toBeNull();
});

it('goes on past a page that shows nothing', async () => {
  const { asked, fetchPage } = rows(['open', 'expired', 'expired', 'paid']);
  const { payments } = await fetchShown(fetchPage, undefined);
  expect(payments.map(({ id }) => id)).toEqual(['ord_3']);
  expect(asked).toEqual([undefined, '1', '2', '3']);
});

it('stops when it has enough, and starts where it stopped', async () => {
  const { fetchPage } = rows(Array(7).fill('paid'));
  const first = await fetchShown(fetchPage, undefined);
  expect(first.payments.map(({ id }) => id)).toEqual(['ord_0', 'ord_1', 'ord_2', 'ord_3', 'ord_4']);
  expect(first.next_cursor).toBe('5');
  const second = await fetchShown(fetchPage, '5');
  expect(second.payments.map(({ id }) => id)).toEqual(['ord_5', 'ord_6']);
  expect(second.next_cursor).toBeNull();
});

it('does not ask on and on for someone who only ever left checkouts', async () => {
  const { asked, fetchPage } = rows(Array(100).fill('expired'));
  expect(await fetchShown(fetchPage, undefined)).toEqual({ payments: [], next_cursor: '20' });
  expect(asked).toHaveLength(20);
});
