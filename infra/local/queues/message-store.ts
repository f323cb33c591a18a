import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { transaction } from '../sqlite-transaction.ts';
import { openDatabase } from './database.ts';

export interface NewMessage {
  body: string;
  /** The sender's attributes, as JSON. */
  attributes: string;
  delaySeconds: number;
}

export interface StoredMessage {
  id: string;
  body: string;
  attributes: string;
  sentAtMs: number;
  firstReceivedAtMs: number;
  receiveCount: number;
  receiptHandle: string;
}

export interface Counts {
  /** Can be received now. */
  ready: number;
  /** Received and not yet deleted. */
  inFlight: number;
  /** Sent with a delay that has not passed. */
  delayed: number;
}

export interface DeadLetterRule {
  queue: string;
  maxReceiveCount: number;
}

interface Receive {
  limit: number;
  visibilityTimeoutSeconds: number;
  deadLetters: DeadLetterRule | undefined;
}

/**
 * Messages of all queues in one SQLite file. Every change is one transaction, on disk when the call returns, so an
 * event reaches all of its queues or none. Our own because the kept package, fauxqs 2.4.1, loses a message whose
 * visibility is set to 0 while it persists, listens on every interface, and has no move task to redrive with.
 */
export interface MessageStore {
  database: DatabaseSync;
  /** All or none; answers the ids in order. */
  send(messages: readonly { queue: string; message: NewMessage }[]): string[];
  receive(queue: string, options: Receive): StoredMessage[];
  remove(queue: string, receiptHandle: string): void;
  /** False when the handle's message is not in flight (any more). */
  hide(queue: string, receiptHandle: string, seconds: number): boolean;
  /** Makes hidden messages receivable at once. */
  reveal(queue: string): void;
  purge(queue: string): void;
  /** Moves every message, as if sent anew; answers how many. */
  move(from: string, to: string): number;
  count(queue: string): Counts;
  /** When the next hidden message can be received, in milliseconds since 1970. */
  nextVisibleAtMs(queue: string): number | undefined;
  close(): void;
}

type Row = Record<string, SQLOutputValue>;

function messageOf(row: Row): StoredMessage {
  return {
    id: String(row.id),
    body: String(row.body),
    attributes: String(row.attributes),
    sentAtMs: Number(row.sentAtMs),
    firstReceivedAtMs: Number(row.firstReceivedAtMs),
    receiveCount: Number(row.receiveCount),
    receiptHandle: String(row.receiptHandle),
  };
}

function sender(database: DatabaseSync) {
  const insert = database.prepare(
    'INSERT INTO messages (id, queue, body, attributes, sentAtMs, visibleAtMs) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return ({ queue, message }: { queue: string; message: NewMessage }): string => {
    const id = randomUUID();
    const now = Date.now();
    insert.run(id, queue, message.body, message.attributes, now, now + message.delaySeconds * 1000);
    return id;
  };
}

function receiver(database: DatabaseSync) {
  const exhaust = database.prepare(
    `UPDATE messages SET queue = ?, receiptHandle = NULL
     WHERE queue = ? AND visibleAtMs <= ? AND receiveCount >= ?`,
  );
  const ready = database.prepare(
    'SELECT position FROM messages WHERE queue = ? AND visibleAtMs <= ? ORDER BY position LIMIT ?',
  );
  const take = database.prepare(
    `UPDATE messages SET receiptHandle = ?, visibleAtMs = ?, receiveCount = receiveCount + 1,
       firstReceivedAtMs = coalesce(firstReceivedAtMs, ?)
     WHERE position = ? RETURNING *`,
  );
  return (queue: string, { limit, visibilityTimeoutSeconds, deadLetters }: Receive): StoredMessage[] => {
    const now = Date.now();
    // As SQS does: a message that was received often enough moves when it would be received once more.
    if (deadLetters) exhaust.run(deadLetters.queue, queue, now, deadLetters.maxReceiveCount);
    return ready.all(queue, now, limit).flatMap(({ position }) => {
      const row = take.get(randomUUID(), now + visibilityTimeoutSeconds * 1000, now, Number(position));
      return row ? [messageOf(row)] : [];
    });
  };
}

function counter(database: DatabaseSync) {
  const count = database.prepare(
    `SELECT sum(visibleAtMs <= ?1) AS ready,
       sum(visibleAtMs > ?1 AND receiptHandle IS NOT NULL) AS inFlight,
       sum(visibleAtMs > ?1 AND receiptHandle IS NULL) AS delayed
     FROM messages WHERE queue = ?2`,
  );
  return (queue: string): Counts => {
    const row = count.get(Date.now(), queue);
    return { ready: Number(row?.ready), inFlight: Number(row?.inFlight), delayed: Number(row?.delayed) };
  };
}

/** `:memory:` keeps everything until `close`. */
export function openMessageStore(file: string): MessageStore {
  const database = openDatabase(file);
  const send = sender(database);
  const receive = receiver(database);
  const remove = database.prepare('DELETE FROM messages WHERE queue = ? AND receiptHandle = ?');
  const hide = database.prepare(
    'UPDATE messages SET visibleAtMs = ? WHERE queue = ? AND receiptHandle = ? AND visibleAtMs > ?',
  );
  const reveal = database.prepare('UPDATE messages SET visibleAtMs = ? WHERE queue = ? AND visibleAtMs > ?');
  const purge = database.prepare('DELETE FROM messages WHERE queue = ?');
  const move = database.prepare(
    `UPDATE messages SET queue = ?, sentAtMs = ?, visibleAtMs = ?, receiveCount = 0, firstReceivedAtMs = NULL,
       receiptHandle = NULL WHERE queue = ?`,
  );
  const next = database.prepare('SELECT min(visibleAtMs) AS at FROM messages WHERE queue = ?');
  return {
    database,
    send: (messages) => transaction(database, () => messages.map(send)),
    receive: (queue, options) => transaction(database, () => receive(queue, options)),
    remove: (queue, receiptHandle) => void remove.run(queue, receiptHandle),
    hide: (queue, receiptHandle, seconds) =>
      hide.run(Date.now() + seconds * 1000, queue, receiptHandle, Date.now()).changes > 0,
    reveal: (queue) => void reveal.run(Date.now(), queue, Date.now()),
    purge: (queue) => void purge.run(queue),
    move: (from, to) => Number(move.run(to, Date.now(), Date.now(), from).changes),
    count: counter(database),
    nextVisibleAtMs: (queue) => {
      const at = next.get(queue)?.at;
      return typeof at === 'number' ? at : undefined;
    },
    close: () => database.close(),
  };
}
