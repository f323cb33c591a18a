import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readDeploySettings } from './aws/deploy-settings.ts';
import { checkPlansFile } from './aws/plan-catalog.ts';
import { CueStack } from './aws/stack.ts';

const project = resolve(import.meta.dirname, '..');
const siteFolder = join(project, 'dist/web');
if (!existsSync(join(siteFolder, 'index.html'))) {
  throw new Error('dist/web holds no site. Build it first, as `npm run synth` and `npm run deploy` do.');
}

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const deploy = readDeploySettings({ ...process.env, STAGE: context('stage') ?? process.env.STAGE });
if (deploy.plansFile) checkPlansFile(resolve(project, deploy.plansFile));

const stack = new CueStack(app, {
  deploy,
  siteFolder,
  certificateArn: context('certificateArn'),
  senderExists: context('emailIdentity') === 'existing',
  restoredTable: context(`table:${deploy.stage}`),
});
if (!process.env.EMAIL_FROM) {
  Validations.of(stack).addWarning(
    'cue:EMAIL_FROM',
    'EMAIL_FROM is not set: mail would come from a made-up address.',
  );
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
