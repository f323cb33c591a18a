import type { CredentialService, Graph, GraphNode } from '../../../lib/graph/graph.ts';

const names: Partial<Record<CredentialService, string>> = {
  stripe: 'Stripe',
  sendgrid: 'SendGrid',
  openai: 'OpenAI',
};

/** What a step's credentials are for: AWS by the service that it uses; a webhook's address is all that it needs. */
function nameOf(service: CredentialService, { type }: GraphNode): string | undefined {
  if (service !== 'aws') return names[service];
  return type.startsWith('dynamodb.') ? 'Amazon DynamoDB' : 'Amazon SES';
}

export const needsOfStep = (node: GraphNode): string[] =>
  node.data.credentials.flatMap((service) => nameOf(service, node) ?? []);

/** The services that somebody who runs the workflow needs an account of, each once. */
export const needsOf = ({ nodes }: Graph): string[] => [...new Set(nodes.flatMap(needsOfStep))];
