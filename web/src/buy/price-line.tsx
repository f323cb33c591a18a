import { credits as inCredits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { type CreditPrice, priceOf } from './price.ts';

interface Props {
  /** NaN or out of range while something else is typed. */
  count: number;
  valid: boolean;
  price: CreditPrice;
  onTake: (count: number) => void;
}

/** What it costs, how that comes about, and the smallest payment only when it decides. */
export function PriceLine({ count, valid, price, onTake }: Props) {
  const { amount, sum, sameMoneyBuys } = priceOf(count, price);
  const inMoney = (value: number) => money(value, price.currency);
  const more = sameMoneyBuys !== null && sameMoneyBuys > count ? sameMoneyBuys : null;
  return (
    <div className="border-t border-line pt-5">
      <div className="flex items-baseline justify-between gap-4">
        <span className="text-muted tabular-nums">
          {valid
            ? `${inCredits(count)} × ${inMoney(price.unit_amount)}`
            : `${inMoney(price.unit_amount)} a credit`}
        </span>
        <output htmlFor="credits" className="text-xl font-semibold tracking-tight tabular-nums">
          {valid ? inMoney(amount) : '\u2013'}
        </output>
      </div>
      {valid && sameMoneyBuys !== null && (
        <p className="pt-1 text-muted">
          That is {inMoney(sum)}, and the smallest payment is {inMoney(amount)}.{' '}
          {more !== null && (
            <button type="button" className="link pointer-coarse:py-2.5" onClick={() => onTake(more)}>
              Take {inCredits(more)} for the same money
            </button>
          )}
        </p>
      )}
    </div>
  );
}
