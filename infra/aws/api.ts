import { Aws, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pathsOf } from '../../lib/contract/route.ts';
import { routesOf } from '../manifest.ts';
import { createLogGroup } from './logs.ts';
import { resourceName } from './names.ts';

// What the whole API takes before it answers 429: far above a busy day, far below a bill that hurts.
const throttle = { rateLimit: 100, burstLimit: 200 };

/** Nothing that tells who called: no address, user agent, path or query. Our own logs join by the request id. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    responseBytes: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    error: '$context.error.responseType',
  }),
);

interface ApiProps {
  stage: string;
  /** Functions by their names in the manifest. */
  handlers: ReadonlyMap<string, IFunction>;
}

/** The function that answers what no route of the contract takes: 404, 405 and preflight in our own shape. */
const fallback = 'meta';

/** The HTTP API: a route for each path of the contract. CORS is the functions' affair, which know the origins. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Host name, for CloudFront. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, { stage, handlers }: ApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { apiName: resourceName(stage), createDefaultStage: false });
    this.domainName = `${this.http.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    // Under /aws/vendedlogs/ API Gateway need not grow the account's log resource policy, whose size is limited.
    this.#stage(createLogGroup(this, 'AccessLog', `/aws/vendedlogs/${resourceName(stage, 'api')}`));
    for (const [name, handler] of handlers) this.#routes(name, new HttpLambdaIntegration(name, handler));
  }

  #stage(accessLog: LogGroup): void {
    new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
  }

  #routes(name: string, integration: HttpLambdaIntegration): void {
    for (const [, route] of routesOf(name)) {
      for (const path of pathsOf(route))
        this.#add(HttpRouteKey.with(path, HttpMethod[route.method]), integration);
    }
    if (name === fallback) this.#add(HttpRouteKey.DEFAULT, integration);
  }

  #add(routeKey: HttpRouteKey, integration: HttpLambdaIntegration): void {
    const route = new HttpRoute(this, routeKey.key, { httpApi: this.http, routeKey, integration });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The function decides: by session cookie, by Stripe signature, or that anyone may call (see the contract).',
    });
  }
}
