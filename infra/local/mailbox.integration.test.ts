import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Listening } from './listen.ts';
import { startMailbox } from './mailbox.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mailbox: Listening;
let ses: SESv2Client;

async function start(): Promise<void> {
  mailbox = await startMailbox({ port: 0, file: `${folder.path}/mailbox.json` });
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  ses = new SESv2Client({ endpoint: mailbox.url, region: 'us-east-1', credentials });
}
async function stop(): Promise<void> {
  ses.destroy();
  await mailbox.close();
}
beforeEach(async () => {
  folder = await temporaryFolder();
  await start();
});
afterEach(async () => {
  await stop();
  await folder.remove();
});

const subjects = async () => {
  const { emails } = (await (await fetch(`${mailbox.url}/store`)).json()) as {
    emails: { subject: string }[];
  };
  return emails.map(({ subject }) => subject);
};
const send = (subject: string) =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Cue <billing@cue.example>',
      Destination: { ToAddresses: ['ada@example.com'] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'Thank you' } } } },
    }),
  );

test('mails survive a restart', async () => {
  await send('One');
  await send('Two');
  await stop();
  await start();
  expect(await subjects()).toEqual(['One', 'Two']);
  await fetch(`${mailbox.url}/clear-store`, { method: 'POST' });
  await stop();
  await start();
  expect(await subjects()).toEqual([]);
});

test('the account can send, as the health check asks', async () => {
  expect(await ses.send(new GetAccountCommand({}))).toMatchObject({ SendingEnabled: true });
});
