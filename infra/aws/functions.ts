import { join, resolve } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { type SettingName, settings } from '../../lib/contract/settings.ts';
import type { HttpFunction, QueueFunction } from '../manifest.ts';
import type { DeploySettings } from './deploy-settings.ts';
import { createLogGroup } from './logs.ts';
import { parameterPath, resourceName } from './names.ts';
import { permit, type Touchable } from './permissions.ts';
import { bundledPlansFile, bundlePlansFile } from './plan-catalog.ts';

const project = resolve(import.meta.dirname, '../..');

const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  // CommonJS packages inside an ES module bundle still call `require`.
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  // Stack traces need only the mapping; the sources would triple what a cold start loads.
  sourcesContent: false,
  // The versions of the lockfile, not whatever the runtime ships that week.
  bundleAwsSDK: true,
};

export interface FunctionProps extends Touchable {
  entry: HttpFunction | QueueFunction;
  deploy: DeploySettings;
  /** Of a consumer: its own queue. */
  queueUrl?: string;
}

function environmentOf(
  name: string,
  { entry, deploy, table, bus, queueUrl }: FunctionProps,
): Record<string, string> {
  const known: { [Name in SettingName]?: string } = {
    ...deploy.environment,
    TABLE_NAME: table.tableName,
    BUS_NAME: bus.eventBusName,
    QUEUE_URL: queueUrl,
    PLANS_FILE: deploy.plansFile && bundledPlansFile,
  };
  const own = entry.settings.flatMap((setting) => {
    const value = settings[setting].kept === 'environment' ? known[setting] : undefined;
    return value === undefined ? [] : [[setting, value]];
  });
  return {
    ...Object.fromEntries(own),
    PARAMETER_PATH: parameterPath(deploy.stage),
    POWERTOOLS_SERVICE_NAME: name,
    POWERTOOLS_METRICS_NAMESPACE: 'Cue',
    NODE_OPTIONS: '--enable-source-maps',
  };
}

/**
 * Lambda drops lines below this level before they reach CloudWatch, and takes a line without a level, as those
 * that carry metrics are, for INFO: a higher one would silence the alarms.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
const logLevel = ({ environment }: DeploySettings) =>
  environment.LOG_LEVEL === 'DEBUG' ? ApplicationLogLevel.DEBUG : ApplicationLogLevel.INFO;

function bundlingOf({ entry, deploy }: FunctionProps): BundlingOptions {
  if (!deploy.plansFile || !entry.settings.includes('PLANS_FILE')) return bundling;
  return { ...bundling, commandHooks: bundlePlansFile(resolve(project, deploy.plansFile)) };
}

/** A function of the manifest, with a role and a log group of its own. */
export class CueFunction extends Construct {
  readonly lambda: NodejsFunction;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { entry, deploy } = props;
    const functionName = resourceName(deploy.stage, id);
    const logGroup = createLogGroup(this, 'Logs', `/aws/lambda/${functionName}`);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    permit(role, entry, { ...props, stage: deploy.stage });
    this.lambda = new NodejsFunction(this, 'Function', {
      functionName,
      role,
      logGroup,
      entry: join(project, entry.entry),
      projectRoot: project,
      depsLockFilePath: join(project, 'package-lock.json'),
      bundling: bundlingOf(props),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: entry.memoryMb,
      timeout: Duration.seconds(entry.timeoutSeconds),
      environment: environmentOf(id, props),
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: logLevel(deploy),
      // The AWS SDK of this runtime keeps connections alive by itself.
      awsSdkConnectionReuse: false,
    });
  }
}
