import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Without a name: how much CPU time the process has used. */
export interface Call {
  id: number;
  name?: string;
  event?: unknown;
}

export interface Answer {
  id: number;
  result?: unknown;
  fault?: string | undefined;
}

export interface Sandbox {
  invoke(name: string, event: unknown): Promise<unknown>;
  /** Of its process since its start, in user and system mode. */
  cpuMicroseconds(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts functions, each by the file of its bundle, in a process of their own: what they cost is not mixed with the
 * cost of calling them. What they log is thrown away, after it was written.
 */
export async function startSandbox(
  bundles: Readonly<Record<string, string>>,
  environment: Record<string, string>,
): Promise<Sandbox> {
  const files = Object.entries(bundles).map(([name, file]) => `${name}=${file}`);
  const child = fork(join(import.meta.dirname, 'sandbox-process.ts'), files, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  child.on('exit', (status) => {
    for (const { reject } of waiting.values()) reject(new Error(`The sandbox ended with ${status}`));
  });
  let calls = 0;
  const ask = async (call: Omit<Call, 'id'>): Promise<unknown> => {
    calls += 1;
    const id = calls;
    const answered = Promise.withResolvers<Answer>();
    waiting.set(id, answered);
    child.send({ id, ...call });
    const { result, fault } = await answered.promise;
    if (fault) throw new Error(`${call.name} threw: ${fault}`);
    return result;
  };
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([status]) => Promise.reject(new Error(`The sandbox ended with ${status}`))),
  ]);
  return {
    invoke: (name, event) => ask({ name, event }),
    cpuMicroseconds: async () => {
      const { user, system } = (await ask({})) as NodeJS.CpuUsage;
      return user + system;
    },
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
