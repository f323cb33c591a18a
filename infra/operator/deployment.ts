import { parameterPath } from '../aws/names.ts';
import { provideAwsIdentity } from '../local/aws-identity.ts';
import { givenSettings, namesFor, replacedParts, settingsFor } from '../local/laptop-settings.ts';
import { laptopPorts } from '../local/ports.ts';
import { projectFolder, readEnvFile } from '../local/project-folder.ts';

const laptopAddress = (port: number) => `http://localhost:${port}`;

/**
 * What a function's environment would be, for commands that run its code here: on AWS by your own credentials,
 * with the stage's settings from SSM, or against the running laptop cloud.
 */
export function environmentOf(stage: string | undefined): Record<string, string> {
  const quiet = { LOG_LEVEL: 'SILENT' };
  if (stage) return { ...quiet, ...namesFor({ STAGE: stage }), PARAMETER_PATH: parameterPath(stage) };
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  provideAwsIdentity(given, process.env);
  const { table, events, mailbox, google, github, stripe, api } = laptopPorts;
  const addresses = {
    api: laptopAddress(api),
    table: laptopAddress(table),
    events: laptopAddress(events),
    mailbox: laptopAddress(mailbox),
    google: laptopAddress(google),
    github: laptopAddress(github),
    stripe: laptopAddress(stripe),
  };
  return { ...settingsFor(given, addresses, replacedParts(given, laptopPorts)), ...quiet };
}

/** Says in one line why a command failed; what nobody foresaw is shown whole. */
export function explainFailure(error: unknown, usage: string): void {
  const isRefused =
    error instanceof Error &&
    [error, error.cause].some((one) => one instanceof Error && 'code' in one && one.code === 'ECONNREFUSED');
  if (isRefused) console.error('The laptop cloud is not running. Start it with: npm start');
  else if (error instanceof UsageFault) console.error(`${error.message}\n${usage}`);
  else console.error(error);
  process.exitCode = 1;
}

/** A command was asked for something that it cannot do. */
export class UsageFault extends Error {}
