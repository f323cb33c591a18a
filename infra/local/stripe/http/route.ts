import type { FormTree } from '../parameters/form.ts';
import { readShape, type Shape, type Values } from '../parameters/shape.ts';
import type { Scene } from '../world.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

type PathNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a handler gets: the scene it may change, what the path names, and parameters already checked. */
interface Call<P extends string, S extends Shape> {
  scene: Scene;
  path: Record<PathNames<P>, string>;
  values: Values<S>;
}

export interface Route {
  method: Method;
  path: string;
  answer(scene: Scene, request: { path: Record<string, string>; parameters: FormTree }): unknown;
}

interface RouteDeclaration<P extends string, S extends Shape> {
  method: Method;
  path: P;
  parameters: S;
  /** A failure that is thrown undoes everything; one that is returned is the answer to what has happened. */
  handle(call: Call<P, S>): unknown;
}

export function route<const P extends string, S extends Shape>(declaration: RouteDeclaration<P, S>): Route {
  const { method, path, parameters, handle } = declaration;
  return {
    method,
    path,
    answer: (scene, request) =>
      handle({
        scene,
        path: request.path as Call<P, S>['path'],
        values: readShape(parameters, request.parameters),
      }),
  };
}
