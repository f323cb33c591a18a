const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];

/** Picks one of the people on the provider's page by submitting their form, as a click does. */
export async function chooseOnPage(page: URL, who: string): Promise<Response> {
  const html = (await (await fetch(page)).text()).replaceAll('&amp;', '&');
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].find(
    ([whole]) => field(whole, 'email') === who || field(whole, 'login') === who,
  );
  if (!form) throw new Error(`The provider knows nobody called ${who}`);
  const [whole, action = ''] = form;
  const fields = [...whole.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return fetch(new URL(action, page), {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}
