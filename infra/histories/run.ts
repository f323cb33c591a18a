import { AsyncLocalStorage } from 'node:async_hooks';

const underWay = new AsyncLocalStorage<Run>();

/** The run that the present call belongs to; none while a history is set up or looked at. */
export const presentRun = () => underWay.getStore();

export interface RunParts {
  /** What its chance goes by, and what the trace calls it. */
  label: string;
  /** The person it may touch, or `everybody`; nobody when it may touch none. */
  whose: string | undefined;
  /** Whether its calls may still fail: what is tried again and again must come through in the end. */
  mayFail: boolean;
  work(): Promise<void>;
  /** After its sandbox was killed: whoever waits for its answer gets none. */
  orphaned(): void;
}

/**
 * A function at work. It stops at each of its calls to AWS until it is given its turn, so that of several runs
 * exactly one goes on at a time, and the seed alone decides how they meet.
 */
export class Run {
  calls = 0;
  /** How many faults its calls have met. */
  faults = 0;
  isOver = false;
  readonly parts: RunParts;
  private released: (() => void) | undefined;
  private turn = Promise.withResolvers<void>();
  private hasBegun = false;

  constructor(parts: RunParts) {
    this.parts = parts;
  }

  /** Goes on until its next call to AWS, or its end. Throws what its work threw. */
  async goOn(): Promise<void> {
    this.turn = Promise.withResolvers();
    if (this.hasBegun) this.release();
    else this.begin();
    await this.turn.promise;
  }

  /** For the carrier, before each call: resolves when it is this run's turn. */
  async pause(): Promise<void> {
    if (this.released)
      throw new Error(`${this.parts.label} makes two calls at once: turns cannot tell them apart`);
    this.calls += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.released = resolve;
    this.turn.resolve();
    await promise;
  }

  /** A killed sandbox: what the run was about to do never happens. */
  die(): void {
    this.isOver = true;
    this.parts.orphaned();
    this.turn.resolve();
  }

  private begin(): void {
    this.hasBegun = true;
    underWay
      .run(this, () => this.parts.work())
      .then(
        () => {
          this.isOver = true;
          this.turn.resolve();
        },
        (fault: unknown) => {
          this.isOver = true;
          this.turn.reject(fault);
        },
      );
  }

  private release(): void {
    const { released } = this;
    this.released = undefined;
    released?.();
  }
}
