import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

export const messageAttributes = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.optional(z.string()),
    BinaryValue: z.optional(z.string()),
  }),
);

export type MessageAttributes = z.output<typeof messageAttributes>;

const md5 = (data: string | Buffer) => createHash('md5').update(data).digest('hex');

export const bodyDigest = (body: string) => md5(body);

function lengthPrefixed(data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, data]);
}

/**
 * SDKs check it: name, type, kind of value (1 text, 2 binary) and value of each attribute in order of names.
 * Source: "Calculating the MD5 message digest for message attributes", SQS developer guide.
 */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    const isBinary = BinaryValue !== undefined;
    const value = isBinary ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue ?? '');
    const kind = Buffer.from([isBinary ? 2 : 1]);
    return [
      lengthPrefixed(Buffer.from(name)),
      lengthPrefixed(Buffer.from(DataType)),
      kind,
      lengthPrefixed(value),
    ];
  });
  return md5(Buffer.concat(parts));
}
