import type { Answer } from '../http/answer.ts';
import { moneyText } from '../money-text.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import { paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import { type StoredSetupIntent, setupIntents } from '../objects/setup-intent.ts';
import { authenticateIntent } from '../payments/confirm.ts';
import { authenticateSetup } from '../payments/set-up.ts';
import { followIntent, followSetup } from '../subscriptions/follow-intent.ts';
import type { Scene } from '../world.ts';
import { html, type Markup } from './html.ts';
import { type PageRoute, pageAnswer, redirectAnswer } from './page.ts';

const PATH = '/authenticate/:id';

type Intent = StoredPaymentIntent | StoredSetupIntent;

const show: PageRoute = {
  method: 'GET',
  path: PATH,
  answer(scene, { path }) {
    const intent = intentNamed(scene, path.id);
    return intent?.status === 'requires_action' ? questionAnswer(intent) : nothingToAsk(intent);
  },
};

const decide: PageRoute = {
  method: 'POST',
  path: PATH,
  answer(scene, { path, form }) {
    const intent = intentNamed(scene, path.id);
    if (intent?.status !== 'requires_action') return nothingToAsk(intent);
    const passed = form.authentication === 'complete';
    authenticate(scene, intent, passed);
    return backToShop(intent, passed);
  },
};

export const authenticationRoutes: PageRoute[] = [show, decide];

function authenticate(scene: Scene, intent: Intent, passed: boolean): void {
  if (intent.object === 'payment_intent') {
    const result = authenticateIntent(scene, intent, passed);
    if (result) followIntent(scene, result);
  } else {
    const result = authenticateSetup(scene, intent, passed);
    if (result) followSetup(scene, result);
  }
}

function intentNamed(scene: Scene, id = ''): Intent | undefined {
  return paymentIntents.find(scene.store, id) ?? setupIntents.find(scene.store, id);
}

/** Stripe tells the shop's page by these three which intent it was and how it went. */
function backToShop(intent: Intent, passed: boolean): Answer {
  const back = intent.next_action?.redirect_to_url?.return_url;
  if (!back) return doneAnswer(passed);
  const url = new URL(back);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', passed ? 'succeeded' : 'failed');
  return redirectAnswer(url.href);
}

/** The bank's question, on a page of its own as buyers know it. */
function questionAnswer(intent: Intent): Answer {
  return pageAnswer(200, {
    title: 'Confirm the payment',
    body: html`<main class="sheet"><p><span class="badge">3D Secure test page</span></p>
<h1>Your bank wants to be sure that it is you</h1>
<p>${wishOf(intent)} A real bank would show its own page here.</p>
${answerForm()}</main>`,
  });
}

function wishOf(intent: Intent): Markup {
  return intent.object === 'payment_intent'
    ? html`${MERCHANT_NAME} asks for <strong>${moneyText(intent.amount, intent.currency)}</strong>.`
    : html`${MERCHANT_NAME} asks to save your card.`;
}

export function answerForm(): Markup {
  return html`<form method="post" class="choices">
<button name="authentication" value="complete">Complete authentication</button>
<button class="plain" name="authentication" value="fail">Fail authentication</button>
</form>`;
}

function doneAnswer(passed: boolean): Answer {
  const body = html`<main class="sheet"><h1>${passed ? 'Thank you' : 'Authentication failed'}</h1>
<p>${passed ? 'Your bank has confirmed it.' : 'Nothing was charged.'} You can close this page.</p></main>`;
  return pageAnswer(200, { title: passed ? 'Confirmed' : 'Failed', body });
}

function nothingToAsk(intent: Intent | undefined): Answer {
  const body = html`<main class="sheet"><h1>There is nothing to confirm</h1>
<p>${intent ? 'It was answered already.' : 'The link may be cut off, or the simulator was started fresh since it was made.'}</p>
<p><a href="/">What the simulator knows</a></p></main>`;
  return pageAnswer(intent ? 410 : 404, { title: 'Nothing to confirm', body });
}
