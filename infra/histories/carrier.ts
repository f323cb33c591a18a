import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsAnswer, AwsRequest } from './aws-answers.ts';
import { chanceOf } from './chance.ts';
import { type Call, drawFault, type Fault } from './faults.ts';
import type { Profile } from './history.ts';
import { meetFault } from './meet-fault.ts';
import { presentRun, type Run } from './run.ts';

/** A call with its parsed body. */
export interface CarriedCall extends Call {
  body: Record<string, unknown>;
}

/** Where no network leads: these services are played here. */
export const playedHosts = { bus: 'bus.invalid', queue: 'queue.invalid', mail: 'mail.invalid' } as const;

export interface CarrierParts {
  seed: number;
  profile: Profile;
  /** Bus, queue and mail. The table's calls go to its engine. */
  play(call: CarriedCall, run: Run | undefined): AwsAnswer;
  /** After each call that took effect, whatever its caller heard of it. */
  tookEffect(call: CarriedCall): void;
  note(line: string): void;
}

function readCall({ hostname, headers, path, body }: AwsRequest): CarriedCall {
  const hosts = Object.entries(playedHosts) as [keyof typeof playedHosts, string][];
  const service = hosts.find(([, host]) => host === hostname)?.[0] ?? 'table';
  const operation =
    String(headers['x-amz-target'] ?? path)
      .split(/[./]/)
      .at(-1) ?? '';
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);
  return { service, operation, body: text ? JSON.parse(text) : {} };
}

/** Carries every AWS call of a history's functions: in its turn, and with the fault that the seed has for it. */
export class Carrier extends NodeHttpHandler {
  private readonly parts: CarrierParts;

  constructor(parts: CarrierParts) {
    super();
    this.parts = parts;
  }

  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): Promise<AwsAnswer> {
    const run = presentRun();
    const call = readCall(request);
    const effect = async () => {
      const answer =
        call.service === 'table' ? await super.handle(request, options) : this.parts.play(call, run);
      this.parts.tookEffect(call);
      return answer;
    };
    if (!run) return effect();
    await run.pause();
    const fault = this.faultFor(run, call);
    if (!fault) return effect();
    this.parts.note(`${run.parts.label}: ${call.operation}, call ${run.calls}, ${fault}`);
    const chance = chanceOf(this.parts.seed, 'time-out', run.parts.label, run.calls);
    return meetFault(fault, { call, effect, run, chance });
  }

  private faultFor(run: Run, call: CarriedCall): Fault | undefined {
    if (!run.parts.mayFail) return undefined;
    const { seed, profile } = this.parts;
    return drawFault(chanceOf(seed, 'fault', run.parts.label, run.calls), profile, call);
  }
}
