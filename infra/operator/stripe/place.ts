import { isLiveKey, type StripeSettings } from '../../../lib/platform/stripe.ts';
import { StartFault } from '../../local/ports.ts';
import type { Parameters } from '../parameters.ts';

/** A deployment, or the laptop: which Stripe account is set up, and for which addresses. */
export interface Place {
  stage: string;
  /** What marks endpoint and portal as this place's. */
  owner: string;
  stripe: Pick<StripeSettings, 'STRIPE_SECRET_KEY' | 'STRIPE_API_URL'>;
  /** The functions' own key, where another is used here. */
  theirKey?: string | undefined;
  live: boolean;
  parameters: Parameters;
  /** Origin of the site. */
  siteUrl: string;
  /** Where Stripe reaches the API; null where it cannot. */
  apiUrl: string | null;
  /** Whether functions are told prices by their ids; on a laptop they find them by their lookup keys. */
  tellsIds: boolean;
  /** Whether they are told the portal's configuration: the laptop cloud tells them that of its own simulator. */
  tellsPortal: boolean;
  plansFile: string | undefined;
  /** By which key and for what, in words. */
  told: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function requireSecretKey(key: string | undefined, place: string): string {
  if (!key) throw new StartFault(`There is no Stripe key in ${place}. Put STRIPE_SECRET_KEY there first.`);
  if (/^(sk|rk)_(test|live)_/.test(key)) return key;
  throw new StartFault('STRIPE_SECRET_KEY is no secret key of Stripe: those begin with sk_ or rk_.');
}

/** Stripe delivers to public addresses only, and a live account to https alone. */
export function requireOrigin(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'https:' && parsed.pathname === '/') return parsed.origin;
  throw new StartFault(`${url} is no origin of a site, https://shop.example say.`);
}

/** Live mode is entered on purpose or not at all. */
export function requireMeant({ live }: Place, meant: boolean): void {
  if (live && !meant)
    throw new StartFault(
      'The key is a live one: what is made is really for sale. Add --live if you mean it.',
    );
  if (!live && meant) throw new StartFault('--live was given, but the key is a test key.');
}

export const isLive = (key: string): boolean => isLiveKey(key) === true;
