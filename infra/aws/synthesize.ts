import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readDeploySettings } from './deploy-settings.ts';
import { CueStack, type CueStackProps } from './stack.ts';

// For speed: no bundling, no copies of assets. With paths: they are how tests name resources.
const forTests = {
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:enable-path-metadata': true,
};

/** The stack that tests read: as `cdk synth` makes it, without the functions' code. */
export function synthesizeStack(
  given: Record<string, string> = {},
  props: Partial<CueStackProps> = {},
): CueStack {
  const app = new App({ context: { ...cdkJson.context, ...forTests } });
  const deploy = readDeploySettings(given);
  const plain = { senderExists: false, siteElsewhere: false };
  // Any folder will do for the site.
  return new CueStack(app, { deploy, siteFolder: import.meta.dirname, ...plain, ...props });
}
