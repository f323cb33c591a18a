import { invalidRequest } from '../errors.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { API_VERSION } from '../http/version.ts';
import { newId } from '../ids.ts';
import { endpointNotes, newWebhookEndpoint, webhookEndpoints } from '../objects/webhook-endpoint.ts';
import {
  type Check,
  checkThat,
  clearable,
  flag,
  listOf,
  notSimulated,
  required,
  text,
} from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { webUrl } from '../parameters/web-url.ts';

function eventTypes(): Check<string[]> {
  return checkThat(listOf(text()), (types, param) => {
    const wrong = types.find((type) => type !== '*' && !/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(type));
    if (types.length === 0 || wrong !== undefined) {
      throw invalidRequest(`Invalid ${param}: ${wrong ?? 'at least one event type is needed'}`, { param });
    }
  });
}

/** Events are only made in the simulator's one version. */
function onlyOurVersion(): Check<string> {
  return checkThat(text(), (version, param) => {
    if (version === API_VERSION) return;
    throw invalidRequest(`Invalid API version: ${version}. Cue's simulator speaks ${API_VERSION}.`, {
      param,
    });
  });
}

const shared = { description: clearable(text()), metadata: metadata() };

const create = route({
  method: 'POST',
  path: '/v1/webhook_endpoints',
  parameters: {
    ...shared,
    api_version: onlyOurVersion(),
    enabled_events: required(eventTypes()),
    url: required(webUrl()),
    ...notSimulated(['connect']),
  },
  handle({ scene, values }) {
    const endpoint = newWebhookEndpoint({
      ...values,
      id: newId.webhookEndpoint(),
      created: scene.nowSeconds(),
      metadata: mergedMetadata({}, values.metadata),
    });
    const secret = newId.webhookSecret();
    webhookEndpoints.insert(scene.store, endpoint);
    endpointNotes.write(scene.store, endpoint.id, { secret });
    // Stripe shows the secret this once.
    return { ...endpoint, secret };
  },
});

const update = route({
  method: 'POST',
  path: '/v1/webhook_endpoints/:id',
  parameters: { ...shared, disabled: flag(), enabled_events: eventTypes(), url: webUrl() },
  handle({ scene, path, values: { disabled, ...fields } }) {
    const before = existing(scene, webhookEndpoints, path.id);
    return webhookEndpoints.replace(scene.store, {
      ...before,
      ...fields,
      metadata: mergedMetadata(before.metadata, fields.metadata),
      ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
    });
  },
});

const remove = route({
  method: 'DELETE',
  path: '/v1/webhook_endpoints/:id',
  parameters: {},
  handle({ scene, path: { id } }) {
    existing(scene, webhookEndpoints, id);
    webhookEndpoints.remove(scene.store, id);
    return { id, object: 'webhook_endpoint', deleted: true };
  },
});

const list = listRoute({
  path: '/v1/webhook_endpoints',
  collection: webhookEndpoints,
  filters: {},
  conditions: () => [],
});

export const webhookEndpointResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/webhook_endpoints/:id', webhookEndpoints), update, remove],
};
