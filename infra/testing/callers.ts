import { setAdmin } from '../../lib/admin/set-admin.ts';
import { createTable } from '../../lib/platform/table.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { patientOutside } from '../local/patient-outside.ts';
import type { Person, Product } from './product.ts';

/** People who call the API with success. */
export function callers(product: Product) {
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);
  let made = 0;
  const account = () => {
    made += 1;
    return product.account(`caller${made}@example.com`);
  };
  const user = async (someone: Person) =>
    (await someone.call<{ id: string; email: string }>('GET', '/api/auth/user')).json;

  /** Somebody with two ways to sign in. */
  async function twiceLinked(): Promise<Person> {
    const someone = await account();
    const { email } = await user(someone);
    const google = { provider: 'google', subject: email, email, emailAuthority: true } as const;
    const names = { firstName: null, lastName: null, profileImageUrl: null };
    await signUp({ table, outside: patientOutside }, { ...google, ...names });
    return someone;
  }

  async function admin(): Promise<Person> {
    const someone = await account();
    const change = { email: (await user(someone)).email, isAdmin: true };
    await setAdmin({ table, outside: patientOutside }, { who: 'operator:test' }, change);
    return someone;
  }

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
  const staff = admin();
  return {
    product,
    account,
    user,
    twiceLinked,
    admin: () => staff,
    newSubscriber: subscriber,
    subscriber: () => first,
    visitor: product.newPerson,
  };
}

export type Callers = ReturnType<typeof callers>;
