/** Pays on the hosted checkout page, as a buyer does; answers where the browser goes from there. */
export async function payOnStripesPage(checkout: string, card = '4242424242424242'): Promise<string> {
  const paid = await fetch(checkout, {
    method: 'POST',
    body: new URLSearchParams({ card }),
    redirect: 'manual',
  });
  const location = paid.headers.get('location');
  if (!location) throw new Error(`Stripe's page answered ${paid.status}`);
  return location;
}
