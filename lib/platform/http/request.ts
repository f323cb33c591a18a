import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { OperationId, Routes } from '../../contract/routes.ts';
import type { Log } from '../log.ts';

type Output<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;
type SchemaOf<Route, Part extends 'params' | 'body' | 'query' | 'response'> = Route extends {
  [K in Part]: infer Schema;
}
  ? Schema
  : undefined;

/** What a route's handler gets: everything parsed and checked as the contract declares it. */
interface RouteRequest<Route, Deps, User> {
  deps: Deps;
  /** Of the path. */
  params: Output<SchemaOf<Route, 'params'>>;
  body: Output<SchemaOf<Route, 'body'>>;
  query: Output<SchemaOf<Route, 'query'>>;
  user: Route extends { caller: 'user' | 'admin' }
    ? User
    : Route extends { caller: 'optional' }
      ? User | undefined
      : undefined;
  /** By which API key the call comes, if by one. */
  keyId: string | undefined;
  /** As sent, for signatures. */
  rawBody: Buffer;
  rawQuery: string;
  /** Lower-case names; a repeated header's values joined by a comma. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Each `name=value`. */
  cookies: readonly string[];
  /** Who called API Gateway: CloudFront's address where the request came through it. */
  sourceIp: string;
  requestId: string;
  /** Carries the request's id. */
  log: Log;
}

export interface RouteAnswer<Body> {
  /** The contract's unless said. */
  status?: number;
  body?: Body;
  /** Instead of a body: the bytes of a file, of the media type that the contract names. */
  file?: Uint8Array;
  headers?: Record<string, string>;
  /** Each a whole `Set-Cookie` value. */
  cookies?: string[];
}

type RouteHandler<Route, Deps, User> = (
  request: RouteRequest<Route, Deps, User>,
) => Promise<RouteAnswer<Output<SchemaOf<Route, 'response'>>>>;

/** The routes that the contract has this function serve. */
export type RoutesOf<Name extends string> = {
  [Id in OperationId as Routes[Id]['servedBy'] extends Name ? Id : never]: Routes[Id];
};

/** One handler for each route that the contract has this function serve: none missing, none too many. */
export type HandlersOf<Name extends string, Deps, User> = {
  [Id in keyof RoutesOf<Name>]: RouteHandler<RoutesOf<Name>[Id], Deps, User>;
};

export function bodyBytes(event: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
}
