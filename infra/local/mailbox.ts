import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import mailboxServer from 'aws-ses-v2-local';
import mailboxStore from 'aws-ses-v2-local/dist/store.js';
import { addressOf, closeServer, type Listening, loopback } from './listen.ts';

interface MailboxOptions {
  port: number;
  /** Keeps the mails over a restart; without one they are gone with the process. */
  file: string | undefined;
}

type Mails = ReturnType<typeof mailboxStore.getStoreReadonly>['emails'];

const readMails = async (file: string): Promise<Mails> =>
  existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Mails) : [];

/** Writes the mails after every call that can change them, one write after the other. */
function keepMails(server: Server, file: string): () => Promise<void> {
  let saving = Promise.resolve();
  const save = async () => {
    await writeFile(`${file}.new`, JSON.stringify(mailboxStore.getStoreReadonly().emails));
    await rename(`${file}.new`, file);
  };
  server.on('request', (request, response) => {
    if (request.method !== 'POST') return;
    response.on('finish', () => {
      saving = saving.then(save).catch((error: unknown) => console.error('The mailbox cannot save:', error));
    });
  });
  return () => saving;
}

/** What `GetAccount` answers: an account out of the sandbox. The package takes it from the environment only. */
const account = JSON.stringify({
  DedicatedIpAutoWarmupEnabled: false,
  Details: {
    AdditionalContactEmailAddresses: [],
    ContactLanguage: 'EN',
    MailType: 'TRANSACTIONAL',
    ReviewDetails: { CaseId: 'laptop', Status: 'GRANTED' },
    UseCaseDescription: 'Cue on a laptop',
    WebsiteURL: 'http://localhost:5000',
  },
  EnforcementStatus: 'HEALTHY',
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
});

/** SES with a page that shows what was sent. Its store belongs to the process: run one at a time. */
export async function startMailbox({ port, file }: MailboxOptions): Promise<Listening> {
  process.env.AWS_SES_ACCOUNT ||= account;
  mailboxStore.clearStore();
  if (file) mailboxStore.getStoreReadonly().emails.push(...(await readMails(file)));
  const server = await mailboxServer.default({ host: loopback, port });
  const saved = file ? keepMails(server, file) : async () => {};
  const close = async () => {
    await closeServer(server);
    await saved();
  };
  return { ...addressOf(server), close };
}
