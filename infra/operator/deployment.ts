import cdkJson from '../../cdk.json' with { type: 'json' };
import { parameterPath } from '../aws/names.ts';
import { provideAwsIdentity } from '../local/aws-identity.ts';
import { givenSettings, namesFor, replacedParts, settingsFor } from '../local/laptop-settings.ts';
import { laptopPorts } from '../local/ports.ts';
import { projectFolder, readEnvFile } from '../local/project-folder.ts';
import { requireStage } from './stage.ts';

const laptopAddress = (port: number) => `http://localhost:${port}`;

const context: Record<string, unknown> = cdkJson.context;

/** A table that was restored has another name than its stage's own; the stack finds it there, too. */
function stageNames(stage: string) {
  const restored = context[`table:${stage}`];
  return namesFor({ STAGE: stage, TABLE_NAME: typeof restored === 'string' ? restored : undefined });
}

/**
 * What a function's environment would be, for commands that run its code here: on AWS by your own credentials,
 * with the stage's settings from SSM, or against the running laptop cloud.
 */
export function environmentOf(stage: string | undefined): Record<string, string> {
  const quiet = { LOG_LEVEL: 'SILENT' };
  if (stage !== undefined) {
    const name = requireStage(stage);
    return { ...quiet, ...stageNames(name), PARAMETER_PATH: parameterPath(name) };
  }
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
