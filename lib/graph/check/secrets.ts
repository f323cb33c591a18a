import type { Graph } from '../graph.ts';
import { parseText } from '../texts.ts';
import { type ParamText, paramTexts } from './param-texts.ts';
import { type GraphProblem, pathText } from './problem.ts';

/** As the services themselves say how theirs begin. */
const secrets: readonly (readonly [what: string, form: RegExp])[] = [
  ['a Stripe key', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{6,}/],
  ['a webhook’s signing secret', /\bwhsec_[A-Za-z0-9+/=]{6,}/],
  ['an AWS access key', /\bA(?:KI|SI)A[0-9A-Z]{16}\b/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{8,}/],
  ['a GitHub token', /\bgh[oprsu]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/],
  ['a SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  ['an OpenAI key', /\bsk-[A-Za-z0-9_-]{20,}/],
  ['an API key of ours', /\bcue_[a-z]+_[A-Za-z0-9]{20,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/[A-Za-z0-9]/],
  ['a Discord webhook', /discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a token', /\bBearer\s+ey[A-Za-z0-9_-]{8,}/i],
];

const secretHeader = /^(?:proxy-)?authorization$|^x-api-key$|^cookie$/i;

/** A graph is kept, shown and exported in the clear: secrets come from the environment. */
export function secretsInValues(graph: Graph): GraphProblem[] {
  return paramTexts(graph).flatMap((found): GraphProblem[] => {
    const what = secretIn(found);
    if (!what) return [];
    return [
      {
        code: 'secret_in_value',
        message: `Holds ${what}; keep it in the environment and write {{env.NAME}} here`,
        path: pathText(found.path),
        nodeId: found.node.id,
      },
    ];
  });
}

function secretIn({ node, text, path, isName }: ParamText): string | undefined {
  const known = secrets.find(([, form]) => form.test(text))?.[0];
  if (known) return known;
  const isHeader = node.type === 'http.request' && path.includes('headers') && !isName;
  const isFixed = parseText(text).kind === 'literal';
  return isHeader && isFixed && secretHeader.test(String(path.at(-1)))
    ? 'what looks like a password'
    : undefined;
}
