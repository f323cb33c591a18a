import { functions, maxReceiveCount, visibilityTimeoutSeconds } from '../manifest.ts';

export type ConsumerName =
  | 'record-event'
  | 'grant-credits'
  | 'sync-subscription'
  | 'provision-account'
  | 'send-email';

export interface Message {
  consumer: ConsumerName;
  eventId: string;
  body: string;
  /** How many messages of this event the queue had before it. */
  copy: number;
  visibleAtMs: number;
  receives: number;
  firstReceivedMs: number;
  /** Of the last receive; an older handle moves nothing. */
  receipt: string;
}

/** SQS as consumers meet it: hidden while in work, back when it failed, over to the DLQ after too many receives. */
export class Queues {
  readonly waiting: Message[] = [];
  readonly dead: Message[] = [];
  private readonly copies = new Map<string, number>();
  private handles = 0;

  add(
    { consumer, eventId, body }: Pick<Message, 'consumer' | 'eventId' | 'body'>,
    visibleAtMs: number,
  ): void {
    const name = `${consumer} ${eventId}`;
    const copy = this.copies.get(name) ?? 0;
    this.copies.set(name, copy + 1);
    const unread = { receives: 0, firstReceivedMs: 0, receipt: '' };
    this.waiting.push({ consumer, eventId, body, copy, visibleAtMs, ...unread });
  }

  /** Hands it out. Undefined when it went to the DLQ instead. */
  receive(message: Message, nowMs: number): Message | undefined {
    if (message.receives >= maxReceiveCount) {
      this.remove(message);
      this.dead.push(message);
      return undefined;
    }
    this.handles += 1;
    message.receives += 1;
    message.firstReceivedMs ||= nowMs;
    message.receipt = `receipt-${this.handles}`;
    message.visibleAtMs = nowMs + visibilityTimeoutSeconds(functions[message.consumer]) * 1_000;
    return message;
  }

  hide(receipt: string, untilMs: number): void {
    const message = this.waiting.find((one) => one.receipt === receipt);
    if (message) message.visibleAtMs = untilMs;
  }

  /** Deletes what was handed out under this handle. */
  delete(receipt: string): void {
    const message = this.waiting.find((one) => one.receipt === receipt);
    if (message) this.remove(message);
  }

  /** At-least-once: the same message a second time, to whoever asks next. */
  repeat(message: Message, visibleAtMs: number): void {
    this.add(message, visibleAtMs);
  }

  nextMs(): number {
    return Math.min(...this.waiting.map(({ visibleAtMs }) => visibleAtMs));
  }

  private remove(message: Message): void {
    this.waiting.splice(this.waiting.indexOf(message), 1);
  }
}
