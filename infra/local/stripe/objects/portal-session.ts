import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';

export type StoredPortalSession = Omit<Stripe.BillingPortal.Session, 'configuration'> & {
  configuration: string;
};

export const portalSessions = collection<StoredPortalSession>('billing_portal.session');

/** A link is good for an hour from its last use. */
export const IDLE_SECONDS = 3600;
export const portalUses = notes<{ lastUsedSeconds: number }>('billing_portal.session');

type SessionFields = Pick<StoredPortalSession, 'configuration' | 'customer' | 'flow' | 'return_url'>;

export function newPortalSession(scene: Scene, fields: SessionFields): StoredPortalSession {
  const id = newId.portalSession();
  return {
    id,
    object: 'billing_portal.session',
    after_expiration: null,
    created: scene.nowSeconds(),
    customer_account: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    url: `${scene.publicUrl}/p/session/${id}`,
    ...fields,
  } satisfies StoredPortalSession;
}
