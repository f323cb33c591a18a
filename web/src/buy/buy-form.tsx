import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import type * as z from 'zod/mini';
import { buyCredits } from '../../../lib/contract/payment-routes.ts';
import { Button } from '../components/button.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { loginPath } from '../sign-in/return-to.ts';
import { AfterPurchase } from './after-purchase.tsx';
import { CheckoutFailure } from './checkout-failure.tsx';
import { readCount } from './credit-count.ts';
import { CreditsField } from './credits-field.tsx';
import { type CreditPrice, priceOf } from './price.ts';
import { PriceLine } from './price-line.tsx';
import { QuickPicks } from './quick-picks.tsx';
import { useCheckout } from './use-checkout.ts';

interface Props {
  price: CreditPrice;
  asked: number;
  signedIn: boolean;
}

export function BuyForm({ price, asked, signedIn }: Props) {
  const form = useForm<z.input<typeof buyCredits>, unknown, z.output<typeof buyCredits>>({
    resolver: zodResolver(buyCredits),
    defaultValues: { credits: asked },
    mode: 'onChange',
  });
  const checkout = useCheckout();
  const count = form.watch('credits');
  const error = form.formState.errors.credits?.message;
  const valid = buyCredits.safeParse({ credits: count }).success;
  const choose = (credits: number) =>
    form.setValue('credits', credits, { shouldValidate: true, shouldDirty: true });
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit(({ credits }) => checkout.buy(credits))}
      className="space-y-5 rounded-card border border-line bg-surface p-5 sm:p-6"
    >
      <div className="space-y-3">
        <CreditsField
          count={count}
          error={error}
          onStep={choose}
          {...form.register('credits', { setValueAs: readCount })}
        />
        <QuickPicks count={count} onPick={choose} />
      </div>
      <PriceLine count={count} valid={valid} price={price} onTake={choose} />
      {signedIn && <AfterPurchase count={count} valid={valid} />}
      <Submit label={labelOf(count, valid, price)} count={count} signedIn={signedIn} busy={checkout.busy} />
      <CheckoutFailure error={checkout.error} />
      <p className="text-xs text-muted">
        You pay on Stripe's page; Cue never sees your card. A receipt comes by email when the credits are
        there.
      </p>
    </form>
  );
}

function labelOf(count: number, valid: boolean, price: CreditPrice): string {
  return valid ? `${credits(count)} for ${money(priceOf(count, price).amount, price.currency)}` : 'credits';
}

interface SubmitProps {
  label: string;
  count: number;
  signedIn: boolean;
  busy: boolean;
}

function Submit({ label, count, signedIn, busy }: SubmitProps) {
  if (!signedIn) {
    return (
      <Button asChild look="primary" size="lg" className="w-full tabular-nums">
        <Link to={loginPath(`/credits?credits=${count}`)}>Sign in to buy {label}</Link>
      </Button>
    );
  }
  return (
    <Button type="submit" look="primary" size="lg" busy={busy} className="w-full tabular-nums">
      {busy ? 'Opening Stripe\u2019s page' : `Buy ${label}`}
    </Button>
  );
}
