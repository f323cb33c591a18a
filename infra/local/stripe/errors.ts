import type Stripe from 'stripe';

interface StripeErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  doc_url?: string;
  param?: string;
  payment_intent?: Stripe.PaymentIntent;
  setup_intent?: Stripe.SetupIntent;
}

/** An answer other than success, as Stripe words it. Everything a handler throws but this is our own fault (500). */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody, options?: ErrorOptions) {
    super(body.message, options);
    this.name = 'StripeFailure';
    this.status = status;
    this.body = body.code ? { ...body, doc_url: documentationOf(body.code) } : body;
  }
}

function documentationOf(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}

export function invalidRequest(
  message: string,
  about: { code?: string; param?: string } = {},
): StripeFailure {
  return new StripeFailure(400, { type: 'invalid_request_error', message, ...about });
}

export function unauthorized(message: string, code?: string): StripeFailure {
  return new StripeFailure(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) });
}

export function missingParameter(param: string): StripeFailure {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

export function unknownParameters(names: string[]): StripeFailure {
  const noun = names.length === 1 ? 'parameter' : 'parameters';
  const [param = ''] = names;
  return invalidRequest(`Received unknown ${noun}: ${names.join(', ')}`, {
    code: 'parameter_unknown',
    param,
  });
}

/** Stripe answers 404 when the path names what is not there, and 400 when a parameter does. */
export function noSuch(noun: string, id: string, from: { param: string; status: 400 | 404 }): StripeFailure {
  return new StripeFailure(from.status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param: from.param,
  });
}

export function notSimulatedYet(what: string, param?: string): StripeFailure {
  const message = `Stripe has ${what}, but Cue's local simulator does not simulate it yet.`;
  return invalidRequest(message, { code: 'not_simulated', ...(param ? { param } : {}) });
}
