import { controlRoutes } from '../control.ts';
import { invalidRequest, StripeFailure } from '../errors.ts';
import { runAllDueJobs } from '../jobs.ts';
import { authenticationRoutes } from '../pages/authentication-page.ts';
import { checkoutRoutes } from '../pages/checkout-routes.ts';
import { dashboardRoutes } from '../pages/dashboard/routes.ts';
import { failurePage } from '../pages/failure-page.ts';
import { html } from '../pages/html.ts';
import { invoiceRoutes } from '../pages/invoice-page.ts';
import { type PageRoute, pageAnswer } from '../pages/page.ts';
import { portalRoutes } from '../pages/portal/portal-routes.ts';
import { receiptRoute } from '../pages/receipt-page.ts';
import { parseForm } from '../parameters/form.ts';
import { sceneAbout } from '../time/scene-about.ts';
import { backgroundScene, type World } from '../world.ts';
import { type Answer, type IncomingCall, jsonAnswer } from './answer.ts';
import { answerApiCall } from './api.ts';
import { settle } from './failure.ts';
import { createRouter, type Match } from './router.ts';
import { refuseForeignName, refuseForeignPost } from './same-origin.ts';

const pageRouter = createRouter<PageRoute>([
  ...authenticationRoutes,
  ...checkoutRoutes,
  ...dashboardRoutes,
  ...invoiceRoutes,
  ...portalRoutes,
  receiptRoute,
]);
const controlRouter = createRouter(controlRoutes);

/** What is due by the clock happens before anybody looks, so nobody ever sees an open session that is past its time. */
export function dispatch(world: World, call: IncomingCall): Answer {
  refuseForeignName(world, call);
  runAllDueJobs(world);
  if (call.url.pathname.startsWith('/_sim/')) return settle(() => answerControl(world, call));
  const match = pageRouter(call.method, call.url.pathname);
  // Whatever is not a page gets the API's answer, so that a wrong path reads as Stripe's own 404.
  if (!match) return isBrowserAsking(call) ? notFoundPage() : answerApiCall(world, call);
  return settlePage(() => answerPage(world, match, call));
}

function answerPage(world: World, match: Match<PageRoute>, call: IncomingCall): Answer {
  refuseForeignPost(call);
  const request = { path: match.path, query: call.url.searchParams, form: parseForm(call.body) };
  return world.store.transaction(() =>
    match.route.answer(sceneAbout(backgroundScene(world), Object.values(match.path)), request),
  );
}

function settlePage(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    return failurePage(error);
  }
}

function answerControl(world: World, call: IncomingCall): Answer {
  refuseForeignPost(call);
  const match = controlRouter(call.method, call.url.pathname);
  if (!match) {
    const message = `The simulator has no ${call.method} ${call.url.pathname}`;
    throw new StripeFailure(404, { type: 'invalid_request_error', message });
  }
  const body = call.body === '' ? {} : parseJson(call.body);
  const request = { path: match.path, query: call.url.searchParams, body };
  return jsonAnswer(
    200,
    world.store.transaction(() =>
      match.route.answer(sceneAbout(backgroundScene(world), Object.values(match.path)), request),
    ),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isBrowserAsking({ method, url, headers }: IncomingCall): boolean {
  return method === 'GET' && !url.pathname.startsWith('/v') && (headers.accept ?? '').includes('text/html');
}

function notFoundPage(): Answer {
  const body = html`<main class="sheet"><h1>Nothing is here</h1><p><a href="/">The simulator's start page</a></p></main>`;
  return pageAnswer(404, { title: 'Not found', body });
}
