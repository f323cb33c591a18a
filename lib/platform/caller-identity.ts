import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { askStatus } from './ask-status.ts';

interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

interface StsDeps {
  /** Where STS is asked; its global address unless said. */
  endpoint: string | undefined;
  now: Date;
  signal: AbortSignal;
}

type SourceData = string | ArrayBuffer | ArrayBufferView;

/** The digest that signatures are made of, as the signer asks for it. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A digest is made once');
  }
}

const bytesOf = (data: SourceData): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

const globalEndpoint = 'https://sts.amazonaws.com';
// Of the global address, wherever the key will be used.
const region = 'us-east-1';
const body = 'Action=GetCallerIdentity&Version=2011-06-15';

/**
 * The status of `sts:GetCallerIdentity`, which every key of AWS may ask and nobody can forbid: 200 for a good key, 403 for
 * any other. Undefined when no answer came.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function callerIdentityStatus(
  credentials: AccessKey,
  { endpoint = globalEndpoint, now, signal }: StsDeps,
): Promise<number | undefined> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const url = new URL('/', endpoint);
  const signer = new SignatureV4({ credentials, region, service: 'sts', sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
    },
    { signingDate: now },
  );
  const { host: _, ...sent } = headers;
  return askStatus(url, { method: 'POST', headers: sent, body, signal });
}
