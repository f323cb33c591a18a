import { mailboxUrl } from './addresses.ts';

interface Mail {
  subject: string;
  destination: { to: string[] };
  body: { text?: string; html?: string };
}

/** What Cue has sent to an address so far, oldest first. */
export async function mailsTo(email: string): Promise<Mail[]> {
  const answer = await fetch(`${mailboxUrl}/store`);
  const { emails } = (await answer.json()) as { emails: Mail[] };
  return emails.filter((mail) => mail.destination.to.includes(email));
}
