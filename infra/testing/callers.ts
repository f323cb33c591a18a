import type { Person, Product } from './product.ts';

/** People who call the API with success. */
export function callers(product: Product) {
  let made = 0;
  const account = () => {
    made += 1;
    return product.account(`caller${made}@example.com`);
  };

  /** In the trial of the plan Pro: with a widget, and a key whose secret nobody has seen. The first one has credits too. */
  async function subscriber(): Promise<Person> {
    const someone = await account();
    const { json } = await someone.call<{ client_secret: string }>(
      'POST',
      '/api/payments/create-subscription',
      {
        body: { tier: 'PRO' },
      },
    );
    const [intent = ''] = json.client_secret.split('_secret');
    await product.stripe.setupIntents.confirm(intent, { payment_method: 'pm_card_visa' });
    await product.settled();
    return someone;
  }

  const first = subscriber();
  return { product, account, newSubscriber: subscriber, subscriber: () => first, visitor: product.newPerson };
}

export type Callers = ReturnType<typeof callers>;
