import { type Priced, prices, stripeFee } from './prices.ts';
import { emptyReceives, perPurchase, pollers, queueCount, usage } from './usage.ts';

/** Months with so many purchases. */
const scenarios = [0, 1_000, 100_000];
// The least that Cue sells, at the shipped catalog's minimum.
const averagePurchaseCents = 500;

const names = Object.keys(prices) as Priced[];

function usdOf(name: Priced, units: number, withAllowance: boolean): number {
  const { usd, per, free } = prices[name];
  return (Math.max(0, units - (withAllowance ? free : 0)) * usd) / per;
}

export function totalUsd(purchases: number, withAllowance: boolean): number {
  const units = usage(purchases);
  return names.reduce((sum, name) => sum + usdOf(name, units[name], withAllowance), 0);
}

const dollars = (usd: number) =>
  `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** 1,971,000; 12.4; 0.0048: three digits that mean something. */
const quantity = (units: number) =>
  units.toLocaleString('en', units >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

function line(name: Priced): string {
  const { unit, usd, per, free } = prices[name];
  const cells = scenarios.map((purchases) => {
    const units = usage(purchases)[name];
    return units === 0 ? '–' : `${quantity(units)} → ${dollars(usdOf(name, units, true))}`;
  });
  return row(unit, `$${usd} / ${quantity(per)}`, free === 0 ? '–' : quantity(free), ...cells);
}

const totals = (label: string, totalOf: (purchases: number) => number) =>
  row(`**${label}**`, '', '', ...scenarios.map((purchases) => `**${dollars(totalOf(purchases))}**`));

const feesUsd = (purchases: number) =>
  (purchases * (averagePurchaseCents * stripeFee.share + stripeFee.fixedCents)) / 100;

/** Polling by the month, with what it costs where the account's free requests are used up. */
function pollingText(perQueue: number): string {
  const requests = emptyReceives(queueCount, perQueue);
  return `${quantity(requests)} empty receives a month, ${dollars(usdOf('queueRequests', requests, false))}`;
}

function purchaseText(): string {
  const { apiRequests, functionRuns, writeUnits, readUnits, events, queueRequests, mails } = perPurchase;
  return [
    `A purchase, from sign-in to receipt: ${apiRequests} requests to the API, ${functionRuns} function runs,`,
    `${writeUnits} write units, ${readUnits} read units, ${events} event, ${queueRequests} requests to SQS, ${mails} mail.`,
  ].join(' ');
}

/** What README.md says of it. */
export function costSentence(): string {
  const [idle, busy] = [0, 1_000].map((purchases) => dollars(totalUsd(purchases, true)));
  return `A month costs ${idle} idle and ${busy} with 1,000 purchases`;
}

/** The tables of docs/costs.md, in Markdown. */
export function costTables(): string {
  return [
    row('what', 'price', 'free a month', 'idle', '1,000 purchases', '100,000 purchases'),
    row('---', '---', '---', '---', '---', '---'),
    ...names.map(line),
    totals('AWS, a month', (purchases) => totalUsd(purchases, true)),
    totals('AWS without the free allowances', (purchases) => totalUsd(purchases, false)),
    row(
      `Stripe's fees on purchases of ${dollars(averagePurchaseCents / 100)}`,
      `${(stripeFee.share * 100).toFixed(1)} % + ${stripeFee.fixedCents} ¢`,
      '–',
      ...scenarios.map((purchases) => dollars(feesUsd(purchases))),
    ),
    '',
    purchaseText(),
    '',
    `Polling ${queueCount} queues: ${pollingText(pollers.withMaximumConcurrency)}. Without a maximum concurrency ${pollingText(pollers.without)}.`,
  ].join('\n');
}
