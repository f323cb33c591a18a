import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CatalogPlan } from '../billing/plan-names.ts';
import { Button } from '../components/button.tsx';
import { loginPath } from '../sign-in/return-to.ts';
import { choicePath } from './chosen-plan.ts';
import type { Asking, Offer } from './offer.ts';
import type { Interval } from './prices.ts';

export interface OfferProps {
  plan: CatalogPlan;
  offer: Offer;
  asking: Asking;
  featured: boolean;
  chosen: boolean;
  busy: boolean;
  /** Id of what is said about the offer. */
  describedBy: string;
  onSubscribe: (interval: Interval) => void;
}

/** The one button of a plan's column. */
export function OfferButton(props: OfferProps) {
  const { offer, plan } = props;
  switch (offer.kind) {
    case 'subscribe':
      return <Subscribe {...props} interval={offer.interval} trialDays={offer.trialDays} />;
    case 'switch':
      return (
        <LinkButton to={choicePath('/account/plan', plan.tier, offer.interval)} chosen={props.chosen}>
          {props.asking.subscription?.subscribed_tier === plan.tier
            ? `Pay by the ${offer.interval}`
            : `Switch to ${plan.name}`}
        </LinkButton>
      );
    case 'contact':
      return (
        <Button asChild size="lg" className="w-full">
          <a href={offer.address}>Talk to us</a>
        </Button>
      );
    case 'begin':
      return <LinkButton to={loginPath('/account')}>Sign in</LinkButton>;
    case 'current':
    case 'coming':
      return (
        <LinkButton to="/account">{offer.kind === 'current' ? 'Your account' : 'See the change'}</LinkButton>
      );
    case 'blocked':
      return <LinkButton to="/account">{offer.isDue ? 'Pay what is due first' : 'See your plan'}</LinkButton>;
    case 'leave':
      return <LinkButton to="/account">Cancel on your account</LinkButton>;
  }
}

interface LinkProps {
  to: string;
  chosen?: boolean;
  primary?: boolean;
  describedBy?: string;
  children: string;
}

function LinkButton({ to, chosen = false, primary = false, describedBy, children }: LinkProps) {
  const link = useFocusWhen<HTMLAnchorElement>(chosen);
  return (
    <Button asChild size="lg" look={primary ? 'primary' : 'secondary'} className="w-full">
      <Link ref={link} to={to} aria-describedby={describedBy}>
        {children}
      </Link>
    </Button>
  );
}

interface SubscribeProps extends OfferProps {
  interval: Interval;
  trialDays: number;
}

function Subscribe({ plan, asking, featured, chosen, busy, interval, trialDays, ...rest }: SubscribeProps) {
  const button = useFocusWhen<HTMLButtonElement>(chosen && asking.signedIn);
  const label = trialDays > 0 ? `Try ${plan.name} for ${trialDays} days` : `Subscribe to ${plan.name}`;
  if (!asking.signedIn) {
    const to = loginPath(choicePath('/pricing', plan.tier, interval));
    return (
      <LinkButton to={to} primary={featured} describedBy={rest.describedBy}>
        {label}
      </LinkButton>
    );
  }
  return (
    <Button
      ref={button}
      size="lg"
      look={featured || chosen ? 'primary' : 'secondary'}
      busy={busy}
      onClick={() => rest.onSubscribe(interval)}
      aria-describedby={rest.describedBy}
      className="w-full"
    >
      {busy ? 'Opening Stripe\u2019s page' : label}
    </Button>
  );
}

/** Who comes back from signing in finds the plan they chose under their hands. */
function useFocusWhen<E extends HTMLElement>(wanted: boolean) {
  const element = useRef<E>(null);
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [wanted]);
  return element;
}
