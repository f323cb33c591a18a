import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { laptopPorts, requireFreePorts } from './ports.ts';

async function occupied(host: string): Promise<{ port: number; close(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('No port');
  return { port: address.port, close: () => server.close() };
}

test.each(['127.0.0.1', '0.0.0.0', '::1'])(
  'a port that a stranger has on %s is named in one line',
  async (host) => {
    const stranger = await occupied(host);
    const ports = { ...laptopPorts, stripe: stranger.port };
    await expect(requireFreePorts(ports, ['stripe'])).rejects.toThrow(
      `Port ${stranger.port} (Stripe) is in use by another program. Stop it, then start again.`,
    );
    stranger.close();
  },
);

test('a busy port of a part that is not started does not matter', async () => {
  const stranger = await occupied('127.0.0.1');
  await requireFreePorts({ ...laptopPorts, web: stranger.port, api: 0 }, ['api']);
  stranger.close();
});
