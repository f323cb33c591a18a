import type Stripe from 'stripe';
import { noSuch } from '../errors.ts';
import type { Resource } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { account } from '../objects/account.ts';
import type { Scene } from '../world.ts';

const retrieveOwn = route({ method: 'GET', path: '/v1/account', parameters: {}, handle: () => account });

const retrieve = route({
  method: 'GET',
  path: '/v1/accounts/:id',
  parameters: {},
  handle({ path: { id } }) {
    if (id === account.id) return account;
    throw noSuch('account', id, { param: 'account', status: 404 });
  },
});

const retrieveBalance = route({
  method: 'GET',
  path: '/v1/balance',
  parameters: {},
  handle: ({ scene }) => {
    return {
      object: 'balance',
      available: [moneyBox(netOf(scene, 'available'))],
      livemode: false,
      pending: [moneyBox(netOf(scene, 'pending'))],
    } satisfies Stripe.Balance;
  },
});

function moneyBox(amount: number) {
  return { amount, currency: account.default_currency, source_types: { card: amount } };
}

/** Money is pending until the second it becomes available. */
function netOf(scene: Scene, state: 'available' | 'pending'): number {
  const comparison = state === 'available' ? '<=' : '>';
  const text = `SELECT COALESCE(SUM(json_extract(body, '$.net')), 0) FROM objects
    WHERE object = 'balance_transaction' AND json_extract(body, '$.currency') = ?
    AND json_extract(body, '$.available_on') ${comparison} ?`;
  return Number(scene.store.value(text, account.default_currency, scene.nowSeconds()));
}

export const accountResource: Resource = { routes: [retrieveOwn, retrieve, retrieveBalance] };
