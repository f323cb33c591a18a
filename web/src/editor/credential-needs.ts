import type { Credential } from '../../../lib/contract/credential-routes.ts';
import { type CredentialService, credentialServices, type Graph } from '../../../lib/graph/graph.ts';

/** `refused`: kept, but its service takes none of them. */
export interface CredentialNeed {
  service: CredentialService;
  state: 'kept' | 'refused' | 'missing';
}

function stateOf(kept: readonly Credential[]): CredentialNeed['state'] {
  if (kept.length === 0) return 'missing';
  return kept.every(({ status }) => status === 'invalid') ? 'refused' : 'kept';
}

/** The services whose credentials a graph uses, and whether the person keeps any of each. */
export function credentialNeeds({ nodes }: Graph, kept: readonly Credential[]): CredentialNeed[] {
  const used = new Set(nodes.flatMap(({ data }) => data.credentials));
  return credentialServices
    .filter((service) => used.has(service))
    .map((service) => ({ service, state: stateOf(kept.filter((one) => one.service === service)) }));
}
