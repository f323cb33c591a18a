import { noSuch } from '../errors.ts';
import type { FormTree } from '../parameters/form.ts';
import { readShape, type Shape, type Values } from '../parameters/shape.ts';
import type { Collection, Condition, StoredObject } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import { listPage, pagination } from './lists.ts';
import { type Route, route } from './route.ts';

/** A field that Stripe sends only when it is asked for by `expand`. */
export type Includable = (scene: Scene, id: string) => unknown;

/** One noun of the API. A new one is one file, and one line in `resources.ts`. */
export interface Resource {
  routes: Route[];
  /** Keyed by object name and field: `{ 'checkout.session.line_items': … }`. */
  includable?: Record<string, Includable>;
}

export function retrieveRoute<T extends StoredObject>(
  path: `${string}/:id`,
  collection: Collection<T>,
): Route {
  return route({
    method: 'GET',
    path,
    parameters: {},
    handle: ({ scene, path: { id } }) => existing(scene, collection, id),
  });
}

/** What the path names; Stripe's noun for it is the object's name. */
export function existing<T extends StoredObject>(scene: Scene, collection: Collection<T>, id: string): T {
  const found = collection.find(scene.store, id);
  if (!found) throw noSuch(collection.objectName, id, { param: 'id', status: 404 });
  return found;
}

/** Everything but what a deletion leaves behind. */
type Present<T> = Exclude<T, { deleted: true }>;

/** What the path names, to be changed: one that was deleted cannot be. */
export function changeable<T extends StoredObject>(
  scene: Scene,
  collection: Collection<T>,
  id: string,
): Present<T> {
  const found = existing(scene, collection, id);
  if (isPresent(found)) return found;
  throw noSuch(collection.objectName, id, { param: 'id', status: 404 });
}

/** What a parameter names. */
export function referenced<T extends StoredObject>(
  scene: Scene,
  collection: Collection<T>,
  reference: { id: string; param: string },
): Present<T> {
  const found = collection.find(scene.store, reference.id);
  if (found && isPresent(found)) return found;
  throw noSuch(collection.objectName, reference.id, { param: reference.param, status: 400 });
}

function isPresent<T extends StoredObject>(object: T): object is Present<T> {
  return !('deleted' in object && object.deleted === true);
}

export function listRoute<T extends StoredObject, S extends Shape>(list: {
  path: string;
  collection: Collection<T>;
  filters: S;
  conditions(values: Values<S>): Condition[];
}): Route {
  const { path, collection, filters, conditions } = list;
  return {
    method: 'GET',
    path,
    answer(scene, { parameters }) {
      const { pageParameters, others } = splitParameters(parameters);
      const page = readShape(pagination, pageParameters);
      return listPage(scene, {
        collection,
        url: path,
        conditions: conditions(readShape(filters, others)),
        page,
      });
    },
  };
}

function splitParameters(parameters: FormTree): { pageParameters: FormTree; others: FormTree } {
  const isForPage = ([name]: [string, unknown]) => Object.hasOwn(pagination, name);
  const entries = Object.entries(parameters);
  return {
    pageParameters: Object.fromEntries(entries.filter(isForPage)),
    others: Object.fromEntries(entries.filter((entry) => !isForPage(entry))),
  };
}
