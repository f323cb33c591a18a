import type { AddressInfo } from 'node:net';
import ses from 'aws-ses-v2-local';

interface StoredMail {
  subject: string;
  destination: { to: string[] };
  body: { text: string; html: string };
}

// The package is CommonJS: under ESM its default export sits one level deeper.
const start = (ses as unknown as { default?: typeof ses }).default ?? ses;

/** A local SES whose mails a test can read. */
export async function startTestMailbox() {
  const server = await start({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    mails: async (): Promise<StoredMail[]> => (await (await fetch(`${url}/store`)).json()).emails,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
