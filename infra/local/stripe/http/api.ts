import { invalidRequest, StripeFailure } from '../errors.ts';
import { newId } from '../ids.ts';
import { listOf, text } from '../parameters/checks.ts';
import { type FormTree, type FormValue, parseForm } from '../parameters/form.ts';
import { includable, resources } from '../resources.ts';
import { sceneAbout } from '../time/scene-about.ts';
import type { Scene, World } from '../world.ts';
import { type Answer, type IncomingCall, jsonAnswer } from './answer.ts';
import { faultyAnswer, takeApiFault } from './api-faults.ts';
import { authenticate } from './authentication.ts';
import { expandPaths } from './expand.ts';
import { failureAnswer, settle } from './failure.ts';
import { idempotencyKeyOf, remember, replay } from './idempotency.ts';
import type { Route } from './route.ts';
import { createRouter, type Match } from './router.ts';
import { API_VERSION, negotiateVersion } from './version.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const expandPathsCheck = listOf(text());
const router = createRouter<Route>(resources.flatMap((resource) => resource.routes));

/** Answers one call of the API, always: with what was asked for, or with Stripe's error object. */
export function answerApiCall(world: World, call: IncomingCall): Answer {
  const requestId = newId.request();
  const answer = settle(() => authenticatedAnswer(world, call, requestId));
  const version = call.headers['stripe-version'] ?? API_VERSION;
  const key = call.headers['idempotency-key'];
  const headers = {
    'request-id': requestId,
    'stripe-version': version,
    ...(key ? { 'idempotency-key': key } : {}),
  };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function authenticatedAnswer(world: World, call: IncomingCall, requestId: string): Answer {
  authenticate(call);
  negotiateVersion(call.headers['stripe-version']);
  const match = router(call.method, call.url.pathname);
  if (!match) throw unknownUrl(call);
  const key = idempotencyKeyOf(call);
  const cause = { id: requestId, idempotency_key: key };
  const scene: Scene = { ...world, cause, testClock: null };
  if (key !== null) {
    const kept = replay(world, key, call);
    if (kept) return kept;
  }
  const fault = takeApiFault(world, call);
  const subject = { match, call, key };
  if (!fault) return perform(scene, subject);
  const real = fault.effect ? perform(scene, subject) : undefined;
  const answer = faultyAnswer(fault, real);
  // Stripe keeps its own failures under the key as it keeps any other answer, and gives them again for a day.
  if (key !== null && answer.status >= 500) remember(scene, key, { call, answer });
  return answer;
}

interface Subject {
  match: Match<Route>;
  call: IncomingCall;
  key: string | null;
}

function perform(scene: Scene, { match, call, key }: Subject): Answer {
  if (key === null) return settle(() => scene.store.transaction(() => execute(scene, match, call)));
  return executeOnce(scene, { match, call, key });
}

/** The kept answer is written together with the effect, so a crash leaves both or neither. */
function executeOnce(
  scene: Scene,
  { match, call, key }: { match: Match<Route>; call: IncomingCall; key: string },
): Answer {
  const answer = settle(() =>
    scene.store.transaction(() => {
      const success = execute(scene, match, call);
      remember(scene, key, { call, answer: success });
      return success;
    }),
  );
  if (answer.status >= 400) remember(scene, key, { call, answer });
  return answer;
}

function execute(scene: Scene, match: Match<Route>, call: IncomingCall): Answer {
  const { expand, ...parameters } = parametersOf(call);
  const paths = expand === undefined ? [] : expandPathsCheck.read(expand, 'expand');
  const named = [...Object.values(match.path), ...Object.values(parameters)];
  const answer = match.route.answer(sceneAbout(scene, named.filter(isText)), {
    path: match.path,
    parameters,
  });
  if (answer instanceof StripeFailure) return failureAnswer(answer);
  expandPaths(scene, includable, { answer, paths });
  return jsonAnswer(200, answer);
}

function isText(value: FormValue): value is string {
  return typeof value === 'string';
}

function parametersOf(call: IncomingCall): FormTree {
  const query = parseForm(call.url.search.slice(1));
  if (call.body === '') return query;
  const type = call.headers['content-type'] ?? FORM_TYPE;
  if (!type.startsWith(FORM_TYPE)) {
    throw invalidRequest(`Invalid request (check that your POST content type is ${FORM_TYPE}).`);
  }
  return { ...query, ...parseForm(call.body) };
}

function unknownUrl({ method, url }: IncomingCall): StripeFailure {
  const message = `Unrecognized request URL (${method}: ${url.pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return new StripeFailure(404, { type: 'invalid_request_error', message });
}
