import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

export interface Crash {
  /** Which AWS call of the function, from 1. */
  call: number;
  /** Before the call leaves, or after AWS has done it and before we hear of it. */
  when: 'before' | 'after';
}

/** Stops a function dead at one of its AWS calls, as a killed sandbox does: nothing after it runs. */
export class CrashingHandler extends NodeHttpHandler {
  calls = 0;
  readonly crashed: Promise<'crashed'>;
  private readonly crash: Crash | undefined;
  private readonly announce: (word: 'crashed') => void;

  constructor(crash?: Crash) {
    super();
    const { promise, resolve } = Promise.withResolvers<'crashed'>();
    this.crash = crash;
    this.crashed = promise;
    this.announce = resolve;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    this.calls += 1;
    const isHere = this.crash?.call === this.calls;
    if (!isHere) return super.handle(request, options);
    if (this.crash?.when === 'after') await super.handle(request, options);
    this.announce('crashed');
    return new Promise(() => undefined);
  }
}
