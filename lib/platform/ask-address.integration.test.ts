import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { addressesOf, askAddress } from './ask-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'cue-hook-'));
const file = (name: string) => join(folder, name);

const asked: { what: string; host: string | undefined; headers: string[] }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let port: number;
let close: () => void;
const trusted = getCACertificates('default');

beforeAll(async () => {
  const subject = ['-subj', '/CN=hooks.example', '-addext', 'subjectAltName=DNS:hooks.example'];
  const made = ['-keyout', file('key.pem'), '-out', file('cert.pem'), '-days', '2', '-nodes'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...made, ...subject], { stdio: 'ignore' });
  const [key, cert] = [readFileSync(file('key.pem')), readFileSync(file('cert.pem'))];
  setDefaultCACertificates([...trusted, cert.toString()]);
  const server = createServer({ key, cert }, (request, response) => {
    const { method, url, headers } = request;
    asked.push({ what: `${method} ${url}`, host: headers.host, headers: Object.keys(headers).sort() });
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  close();
  setDefaultCACertificates(trusted);
  rmSync(folder, { recursive: true });
});

const here = [{ address: '127.0.0.1', family: 4 }];
const ask = (host = 'hooks.example', signal = AbortSignal.timeout(5_000)) =>
  askAddress({ url: new URL(`https://${host}:${port}/services/1?a=b`), addresses: here, signal });

test('the connection goes to the address that was given, whatever the name would lead to', async () => {
  answer = (_, response) => response.writeHead(405).end();
  expect(await ask()).toBe(405);
  expect(asked).toEqual([
    {
      what: 'HEAD /services/1?a=b',
      host: `hooks.example:${port}`,
      headers: ['connection', 'host', 'user-agent'],
    },
  ]);
});

test('the certificate has to be that of the name', async () => {
  answer = (_, response) => response.writeHead(200).end();
  await expect(ask('other.example')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(asked).toEqual([]);
});

test('a redirect is an answer, and is not followed', async () => {
  answer = (_, response) => response.writeHead(302, { location: `https://hooks.example:${port}/2` }).end();
  expect(await ask()).toBe(302);
  expect(asked).toHaveLength(1);
});

test('whoever does not answer in time is left', async () => {
  answer = () => undefined;
  const startedMs = Date.now();
  await expect(ask('hooks.example', AbortSignal.timeout(300))).rejects.toHaveProperty('code');
  expect(Date.now() - startedMs).toBeLessThan(3_000);
});

test('more headers than any answer needs are not read to their end', async () => {
  answer = (request) => {
    const { socket } = request;
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => socket.writable && socket.write(`x: ${'y'.repeat(8_000)}\r\n`, more);
    more();
  };
  await expect(ask()).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
});

test('nobody is asked where there is no address', async () => {
  const nowhere = {
    url: new URL('https://hooks.example/'),
    addresses: [],
    signal: AbortSignal.timeout(5_000),
  };
  await expect(askAddress(nowhere)).rejects.toThrow('No address');
});

test('a name is looked up, and an address is its own, however it is written', async () => {
  const of = async (host: string) =>
    (await addressesOf(new URL(`https://${host}/`), AbortSignal.timeout(5_000))).map(
      ({ address }) => address,
    );
  expect(await of('localhost')).toContain('127.0.0.1');
  expect(await of('0x7f.1')).toEqual(['127.0.0.1']);
  expect(await of('[::ffff:10.0.0.1]')).toEqual(['::ffff:a00:1']);
});
