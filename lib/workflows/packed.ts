import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { AppError } from '../contract/errors.ts';

// Of the eleven levels the last that is quick: a graph of 256 KB and its code take some ten milliseconds.
const quality = 5;
// DynamoDB takes items of 400 KB, keys and names included.
const mostBytes = 390 * 1024;

/**
 * JSON as few bytes. The code of a graph repeats the graph's texts, from farther away than gzip looks back. Throws 413
 * when it is still too much for one item.
 */
export function pack(value: unknown): Buffer {
  const packed = brotliCompressSync(JSON.stringify(value), {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality },
  });
  if (packed.length > mostBytes) throw new AppError('body_too_large', 'The graph and its code are too large');
  return packed;
}

export function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(brotliDecompressSync(bytes).toString());
}
