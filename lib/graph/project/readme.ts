import type { Graph, Language } from '../graph.ts';
import { nodeTypeOf } from '../node-types.ts';
import { isOptional } from '../optional-settings.ts';
import type { Code, Program } from '../program.ts';
import { isScheduled, stripePath } from '../trigger-words.ts';
import { asksApproval, servicesUsedBy, takesLong } from '../used-services.ts';
import { sentence } from './env-example.ts';
import { plain, table } from './markdown.ts';
import { stepList } from './steps.ts';

interface Described {
  name: string;
  description: string;
  graph: Graph;
  program: Program;
  code: Code;
  language: Language;
}

/** What a person reads first: what it does, how it runs, what it needs, and where it can live. */
export function readme({ name, description, graph, program, code, language }: Described): string {
  const sections = [
    `# ${plain(name) || 'Workflow'}`,
    ...(plain(description) === '' ? [] : [`> ${plain(description)}`]),
    ['## What it does', '', triggerLine(program), ...stepList(program.body, graph)].join('\n'),
    running(program, language),
    settings(code, program),
    deploying(program),
    limits(program),
  ];
  return `${sections.join('\n\n')}\n`;
}

function triggerLine({ trigger }: Program): string {
  const title = nodeTypeOf(trigger.type)?.title ?? trigger.type;
  return `- **${plain(trigger.label) || trigger.nodeId}** (${title}): ${waitingFor(trigger)}`;
}

function waitingFor({ type, params }: Program['trigger']): string {
  switch (type) {
    case 'trigger.schedule':
      return `at \`${params.cron}\`, in the time zone ${plain(String(params.timezone))}`;
    case 'trigger.stripe':
      return `\`${params.event}\`, which Stripe posts to \`${stripePath}\``;
    case 'trigger.form':
      return 'a page at `/`';
    default:
      return `JSON posted to \`${params.path}\``;
  }
}

const commands = {
  typescript: {
    needs: 'Node 22.18 or newer',
    install: 'npm install',
    settings: 'cp .env.example .env     # and fill it in',
    start: 'npm start',
    once: 'npm run once',
    test: 'npm test                 # offline; needs no packages and no settings',
    check: 'npm run check            # types',
  },
  python: {
    needs: 'Python 3.11 or newer',
    install: 'python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt',
    settings: 'cp .env.example .env     # and fill it in',
    start: 'python3 workflow.py',
    once: 'python3 workflow.py --once',
    test: 'python3 -m unittest      # offline; needs no packages and no settings',
    check: '',
  },
} as const;

function running({ trigger }: Program, language: Language): string {
  const { needs, install, settings: set, start, once, test, check } = commands[language];
  const isServer = trigger.type !== 'trigger.schedule';
  const file = !isServer || language === 'typescript' ? '' : ' event.json';
  const lines = [install, set, test, check, `${once}${file}`, start].filter((line) => line !== '');
  const waits = isServer
    ? `\`${start}\` listens on port 3000 (\`PORT\`) and answers \`GET /health\`.`
    : `\`${start}\` waits for the next time.`;
  const example = isServer
    ? ` \`${once}${file}\` runs it once with what is in \`event.json\`.`
    : ` \`${once}\` runs it now, once.`;
  return ['## Run it', '', `With ${needs}:`, '', '```sh', ...lines, '```', '', waits + example].join('\n');
}

function settings({ environment }: Code, program: Program): string {
  if (environment.length === 0) return '## Settings\n\nIt needs none.';
  const rows = environment.map(({ name, reason }) => [
    `\`${name}\``,
    isOptional(name, program) ? 'no' : 'yes',
    sentence(reason),
  ]);
  return `## Settings\n\nFrom the environment; none is in the code.\n\n${table(['name', 'needed', 'why'], rows)}`;
}

function deploying(program: Program): string {
  const schedule = `Any machine that stays on runs it as a service. Where another clock starts it (cron, a systemd timer, a
scheduled task of your cloud), let that call it with \`--once\`.`;
  const server = `Any host for small servers runs it, behind something that speaks HTTPS: a load balancer, a reverse proxy, or the
host itself.`;
  const approval = asksApproval(program)
    ? '\n\nThe mail that asks for approval links to `PUBLIC_URL`: set it to the address people reach it at.'
    : '';
  return `## Deploy\n\n${isScheduled(program) ? schedule : server}${whoStarts(program)}${approval}`;
}

/** What keeps others from starting it. */
function whoStarts({ trigger }: Program): string {
  if (trigger.type === 'trigger.stripe')
    return ` At Stripe make a webhook endpoint for the event above with your address and \`${stripePath}\`, and set its
signing secret as \`STRIPE_WEBHOOK_SECRET\`.`;
  if (trigger.type === 'trigger.form')
    return `

The form has no sign-in of its own: whoever knows the address can open and send it, as often as they like, and a
program can as well. For a form that is not for everybody put a sign-in in front of it, and a limit for one that is.`;
  return trigger.type === 'trigger.webhook'
    ? ' Whoever knows the address can start it: keep it to those who should, in front of it.'
    : '';
}

function limits(program: Program): string {
  const asksModel = servicesUsedBy(program).includes('promptModel');
  const lines = [
    `Each call may take 10 seconds${asksModel ? ', a model 60,' : ''} and is made up to three times, but only where a second one does no harm: a mail or a`,
    'message that may have gone out is not sent again. A run that fails says so in the log and ends there.',
    ...(takesLong(program)
      ? ['Runs that wait live in the process: one that is restarted forgets them.']
      : []),
  ];
  return `## Limits\n\n${lines.join('\n')}`;
}
