import { describe, expect, test } from '@jest/globals';
import { pathsOf, type Route } from '../../lib/contract/route.ts';
import { routes } from '../../lib/contract/routes.ts';
import { readTemplate } from './read-template.ts';

const template = readTemplate();

/** `GET /api/auth/user` → `account/Function`, as the template wires them. */
const integrations = new Map(
  template
    .all('AWS::ApiGatewayV2::Integration')
    .map(({ path, properties }) => [
      path,
      { ...properties, handler: template.text(properties.IntegrationUri) },
    ]),
);
const served = new Map(
  template.all('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const integration = integrations.get(template.text(properties.Target).replace('integrations/', ''));
    return [properties.RouteKey as string, integration?.handler as string];
  }),
);

describe('the HTTP API', () => {
  test('has each path of the contract, aliases included, served by the function that the contract names', () => {
    const promised = Object.values<Route>(routes).flatMap((route) =>
      pathsOf(route).map((path) => [`${route.method} ${path}`, `${route.servedBy}/Function`] as const),
    );
    expect(served).toEqual(new Map([...promised, ['$default', 'meta/Function']]));
  });

  test('serves sign-in, purchase and all four webhook paths where clients look for them', () => {
    expect(
      [...served].filter(([key]) => /webhook|one-time|auth\/google|^GET \/health/.test(key)).sort(),
    ).toEqual([
      ['GET /auth/google', 'auth/Function'],
      ['GET /health', 'meta/Function'],
      ['POST /api/payments/create-one-time-payment', 'payments/Function'],
      ['POST /api/payments/webhook', 'stripe-webhook/Function'],
      ['POST /api/v1/stripe/webhook', 'stripe-webhook/Function'],
      ['POST /api/webhooks/stripe', 'stripe-webhook/Function'],
      ['POST /webhooks/stripe', 'stripe-webhook/Function'],
    ]);
  });

  test('hands the functions events of payload version 2.0', () => {
    expect(
      new Set([...integrations.values()].map((integration) => integration.PayloadFormatVersion)),
    ).toEqual(new Set(['2.0']));
  });

  test('may invoke each function for its own paths only, and the fallback for every path', () => {
    const byApi = template
      .all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com');
    const allowed = byApi.map(({ properties }) => {
      const api = template.text(properties.SourceArn).split('Api/Http')[1];
      return `${template.text(properties.FunctionName)} ${api}`;
    });
    expect(allowed).toHaveLength(served.size);
    expect(allowed).toContain('stripe-webhook/Function /*/*/webhooks/stripe');
    expect(allowed.filter((line) => line.endsWith(' /*/*'))).toEqual(['meta/Function /*/*']);
  });

  test('throttles and logs each call without a word about who called', () => {
    const { properties } = template.only('AWS::ApiGatewayV2::Stage');
    expect(properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 });
    expect(template.text(properties.AccessLogSettings.DestinationArn)).toBe('Api/AccessLog');
    expect(JSON.parse(properties.AccessLogSettings.Format)).toEqual({
      requestId: '$context.requestId',
      time: '$context.requestTime',
      route: '$context.routeKey',
      status: '$context.status',
      responseBytes: '$context.responseLength',
      latencyMs: '$context.responseLatency',
      integrationStatus: '$context.integrationStatus',
      integrationError: '$context.integrationErrorMessage',
      error: '$context.error.responseType',
    });
  });

  test('leaves CORS to the functions, so that there is one answer to who may call', () => {
    expect(template.only('AWS::ApiGatewayV2::Api').properties.CorsConfiguration).toBeUndefined();
  });
});
