import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readDeploySettings, stageGiven } from './aws/deploy-settings.ts';
import { checkPlansFile } from './aws/plan-catalog.ts';
import { CueStack } from './aws/stack.ts';
import { readStageContext } from './aws/stage-context.ts';

const project = resolve(import.meta.dirname, '..');
const siteFolder = join(project, 'dist/web');
if (!existsSync(join(siteFolder, 'index.html'))) {
  throw new Error('dist/web holds no site. Build it first, as `npm run synth` and `npm run deploy` do.');
}

const app = new App();
const context = (name: string) => app.node.tryGetContext(name);
const stage = stageGiven(context('stage'), process.env.STAGE);
const deploy = readDeploySettings({ ...process.env, STAGE: stage });
if (deploy.plansFile) checkPlansFile(resolve(project, deploy.plansFile));

const stack = new CueStack(app, {
  ...readStageContext(deploy.stage, context),
  deploy,
  siteFolder,
  runbookUrl: context('runbook'),
});
if (!process.env.EMAIL_FROM) {
  Validations.of(stack).addWarning(
    'cue:EMAIL_FROM',
    'EMAIL_FROM is not set: mail would come from a made-up address.',
  );
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
