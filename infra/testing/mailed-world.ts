import { consumedEventTypes, type StripeEvent } from '../../lib/contract/stripe-events.ts';
import { openSubscriptionWorld } from './subscription-world.ts';

const actors = ['sync-subscription', 'grant-credits'] as const;

const isFor = (consumer: keyof typeof consumedEventTypes, { type }: StripeEvent) =>
  (consumedEventTypes[consumer] as readonly string[]).includes(type);

/** The only event of its type. */
export function only(events: StripeEvent[], type: string): StripeEvent {
  const found = events.filter((one) => one.type === type);
  const [event] = found;
  if (!event || found.length > 1) throw new Error(`There are ${found.length} events ${type}`);
  return event;
}

/** A subscriber's world with its mailbox: news reaches each consumer that acts on it, the mails last. */
export async function openMailedWorld() {
  const scene = await openSubscriptionWorld();
  const mails = () => scene.world.mailsTo('ada@example.com');
  const subjects = async () => (await mails()).map(({ subject }) => subject);

  async function settle(events: StripeEvent[]): Promise<void> {
    for (const event of events)
      for (const consumer of actors.filter((one) => isFor(one, event))) await scene.consume(consumer, event);
  }

  async function deliver(events: StripeEvent[]): Promise<void> {
    await settle(events);
    for (const event of events.filter((one) => isFor('send-email', one)))
      await scene.consume('send-email', event);
  }

  return {
    ...scene,
    mails,
    subjects,
    settle,
    deliver,
    /** Brings one event to the mails alone; answers whether it was handled. */
    async isMailed(event: StripeEvent): Promise<boolean> {
      const { batchItemFailures } = await scene.world.deliver('send-email', event);
      return batchItemFailures.length === 0;
    },
    async lastText(): Promise<string> {
      return (await mails()).at(-1)?.body.text ?? '';
    },
    /** Delivers what has happened at Stripe since; answers the subjects of the mails that this made. */
    async mailedSince(): Promise<string[]> {
      const before = (await subjects()).length;
      await deliver(await scene.news());
      return (await subjects()).slice(before);
    },
  };
}

export type MailedWorld = Awaited<ReturnType<typeof openMailedWorld>>;
