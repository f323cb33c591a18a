import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';

/** Seals where a list goes on, so that it can be read back only for the same owner and list. */
export interface CursorSeal {
  seal(list: string, ownerId: string, position: unknown): string;
  open(list: string, ownerId: string, cursor: string): unknown;
}

const macBytes = 16;

export function createCursorSeal(secret: string): CursorSeal {
  const mac = (list: string, ownerId: string, payload: Buffer) =>
    createHmac('sha256', secret)
      .update(`${list}\n${ownerId}\n`)
      .update(payload)
      .digest()
      .subarray(0, macBytes);
  return {
    seal: (list, ownerId, position) => {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([mac(list, ownerId, payload), payload]).toString('base64url');
    },
    open: (list, ownerId, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(macBytes);
      const genuine =
        bytes.length > macBytes && timingSafeEqual(bytes.subarray(0, macBytes), mac(list, ownerId, payload));
      if (!genuine) throw new AppError('invalid_cursor', 'This cursor is not valid here');
      return JSON.parse(payload.toString());
    },
  };
}
