import type { MailProvider } from '../../used-services.ts';
import type { ServicePiece } from '../piece.ts';
import { escapeHtml, server } from '../support/server.ts';
import { text } from '../support/values.ts';
import { delivery, mailPieces } from './email.ts';

/** A mail with a link to a page of two buttons: programs that look through mail open links, but press no button. */
export const askApproval = (providers: readonly MailProvider[]): ServicePiece => ({
  service: 'askApproval',
  summary: 'Asks a person by mail and waits; no answer within three days is a no.',
  call: 'ApprovalCall',
  fields: ['provider: Json', 'to: Json', 'question: Json'],
  result: '{ approved: boolean }',
  imports: [
    ['node:crypto', 'randomUUID'],
    ['node:http', 'type IncomingMessage'],
  ],
  environment: [
    { name: 'PUBLIC_URL', reason: 'where people reach it, for the links in its mail; http://localhost:PORT' },
  ],
  needs: [...mailPieces(providers), server, escapeHtml, text],
  text: `const longestApprovalMs = 3 * 24 * 3_600_000;

/** Questions that are open, by the secret in their link. A restart forgets them. */
const openQuestions = new Map<string, { question: string; decide: (approved: boolean) => void }>();

async function askApproval(call: ApprovalCall): Promise<{ approved: boolean }> {
  const { to, question } = call;
  const secret = randomUUID();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  openQuestions.set(secret, { question: text(question), decide: resolve });
  const timer = setTimeout(() => resolve(false), longestApprovalMs);
  const site = process.env.PUBLIC_URL || \`http://localhost:\${process.env.PORT || '3000'}\`;
  const words = [text(question), \`Decide here, within three days: \${site}/approvals/\${secret}\`];
  const mail = { to, subject: 'Please decide', body: words.join('\\n\\n') };
  try {
    await ${delivery(providers, 'mail')};
    return { approved: await promise };
  } finally {
    clearTimeout(timer);
    openQuestions.delete(secret);
  }
}

async function answerApproval(request: IncomingMessage, path: string): Promise<Answer> {
  const open = openQuestions.get(path.split('/')[2] ?? '');
  if (!open) throw new Refusal(404, 'This has been decided, or is too old.');
  if (request.method !== 'POST') return { status: 200, body: questionPage(open.question), type: 'text/html' };
  const decision = new URLSearchParams((await readBody(request)).toString()).get('decision');
  if (decision !== 'approve' && decision !== 'decline') throw new Refusal(400, 'Approve or decline.');
  open.decide(decision === 'approve');
  return { status: 200, body: decision === 'approve' ? 'Approved.' : 'Declined.' };
}

const questionPage = (question: string) => \`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Please decide</title>
<p style="white-space: pre-line">\${escapeHtml(question)}</p>
<form method="post">
<button name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button>
</form>
</html>\`;`,
});
