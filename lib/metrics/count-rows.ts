import { parseEntry } from '../credits/entry.ts';
import { parsePayment } from '../payments/payment-item.ts';
import { ledgerPrefix, paymentPrefix, subscriptionPrefix } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { parseSubscription } from '../subscriptions/subscription-item.ts';
import { creditTally } from './credit-tally.ts';
import { moneyTally } from './money-tally.ts';
import { subscriptionTally } from './subscription-tally.ts';

/** How far a count may go; without an end it goes all the way. */
export interface Limits {
  tablePages: number;
  invoicePages: number;
}

export interface Tallies {
  credits: ReturnType<typeof creditTally>;
  money: ReturnType<typeof moneyTally>;
  subscriptions: ReturnType<typeof subscriptionTally>;
}

function addRow({ credits, money, subscriptions }: Tallies, item: Item): void {
  const sk = String(item.sk);
  if (sk === 'BALANCE') credits.addBalance(item);
  else if (sk.startsWith(ledgerPrefix)) credits.addEntry(parseEntry(item));
  else if (sk.startsWith(paymentPrefix)) money.addPayment(parsePayment(item));
  else subscriptions.add(parseSubscription(item));
}

/** Reads through the whole table, and leaves what is not counted there. Undefined when it has more pages than are allowed. */
export async function countRows(table: Table, { tablePages }: Limits): Promise<Tallies | undefined> {
  const tallies = { credits: creditTally(), money: moneyTally(), subscriptions: subscriptionTally() };
  let from: Item | undefined;
  for (let pages = 0; pages < tablePages; pages += 1) {
    const page = await table.scan({
      // Half the price; what was written within the last second may be counted the next time.
      ConsistentRead: false,
      FilterExpression:
        'sk = :balance OR begins_with(sk, :ledger) OR begins_with(sk, :payment) OR begins_with(sk, :subscription)',
      ExpressionAttributeValues: {
        ':balance': 'BALANCE',
        ':ledger': ledgerPrefix,
        ':payment': paymentPrefix,
        ':subscription': subscriptionPrefix,
      },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    for (const item of page.items) addRow(tallies, item);
    if (!page.lastKey) return tallies;
    from = { ...page.lastKey };
  }
  return undefined;
}
