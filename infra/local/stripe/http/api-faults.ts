import { StripeFailure } from '../errors.ts';
import type { World } from '../world.ts';
import type { Answer, IncomingCall } from './answer.ts';
import type { ApiFault } from './api-fault.ts';
import { failureAnswer } from './failure.ts';

export function takeApiFault(world: World, { method, url }: IncomingCall): ApiFault | undefined {
  const fault = world.apiFaults.find(
    (one) =>
      one.count > 0 &&
      (one.method === undefined || one.method === method) &&
      patternOf(one.path).test(url.pathname),
  );
  if (fault) fault.count -= 1;
  return fault;
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll('*', '.*')}$`);
}

const RATE_LIMITED = new StripeFailure(429, {
  type: 'invalid_request_error',
  code: 'rate_limit',
  message: 'Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.',
});

const MISSING = new StripeFailure(404, {
  type: 'invalid_request_error',
  code: 'resource_missing',
  message: 'No such object. This answer was asked for at /_sim/api-faults.',
  param: 'id',
});

const BROKEN = new StripeFailure(500, {
  type: 'api_error',
  message: 'An unknown error occurred. This one was asked for at /_sim/api-faults.',
});

/** What reaches the caller instead. Where nothing was done there is no answer to break. */
export function faultyAnswer(fault: ApiFault, real: Answer | undefined): Answer {
  if (fault.answer === 404) return failureAnswer(MISSING);
  if (fault.answer === 429) return failureAnswer(RATE_LIMITED);
  if (fault.answer === 500) return failureAnswer(BROKEN);
  const answer = real ?? { status: 200, headers: {}, body: '{}' };
  return { ...answer, transport: fault.answer === 'timeout' ? 'never sent' : 'cut off' };
}
