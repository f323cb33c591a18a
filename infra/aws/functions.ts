import { resolve } from 'node:path';
import { AssetHashType, DockerImage, Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type SettingName, settings } from '../../lib/contract/settings.ts';
import type { AnyFunction } from '../manifest-entry.ts';
import { bundle } from './bundle.ts';
import type { DeploySettings } from './deploy-settings.ts';
import { createLogGroup } from './logs.ts';
import { permitModel } from './model-access.ts';
import { parameterPath, resourceName } from './names.ts';
import { originProof } from './origin-proof.ts';
import { permit, type Touchable } from './permissions.ts';
import { bundledPlansFile, layPlansFile } from './plan-catalog.ts';

const project = resolve(import.meta.dirname, '../..');

export interface FunctionProps extends Touchable {
  entry: AnyFunction;
  deploy: DeploySettings;
  /** Of a consumer: its own queue. */
  queueUrl?: string;
}

/**
 * Functions write, and Lambda passes on, lines from this level up. Counters are lines at INFO, and Lambda takes a
 * line without a level for one: a higher level would silence the alarms.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
const logLevel = ({ environment }: DeploySettings) =>
  environment.LOG_LEVEL === 'DEBUG' ? ApplicationLogLevel.DEBUG : ApplicationLogLevel.INFO;

function environmentOf({ entry, deploy, table, bus, queueUrl }: FunctionProps): Record<string, string> {
  const known: { [Name in SettingName]?: string } = {
    ...deploy.environment,
    LOG_LEVEL: logLevel(deploy),
    TABLE_NAME: table.tableName,
    BUS_NAME: bus.eventBusName,
    QUEUE_URL: queueUrl,
    ORIGIN_PROOF: originProof,
    PLANS_FILE: deploy.plansFile && bundledPlansFile,
  };
  const own = entry.settings.flatMap((setting) => {
    const value = settings[setting].kept === 'environment' ? known[setting] : undefined;
    return value === undefined ? [] : [[setting, value]];
  });
  return {
    ...Object.fromEntries(own),
    PARAMETER_PATH: parameterPath(deploy.stage),
  };
}

/** The function's bundle, and beside it the plan catalog of this deployment where it reads one. */
function codeOf({ entry, deploy }: FunctionProps): Code {
  const tryBundle = (folder: string) => {
    bundle(entry.entry, folder);
    if (deploy.plansFile && entry.settings.includes('PLANS_FILE')) {
      layPlansFile(resolve(project, deploy.plansFile), folder);
    }
    return true;
  };
  return Code.fromAsset(project, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: { tryBundle },
      // Never run. CDK wants an image, and takes assets whose commands are the same for one and the same.
      image: DockerImage.fromRegistry('none'),
      command: [entry.entry, deploy.plansFile ?? ''],
    },
  });
}

/** A function of the manifest, with a role and a log group of its own. */
export class CueFunction extends Construct {
  readonly lambda: Lambda;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { entry, deploy } = props;
    const functionName = resourceName(deploy.stage, id);
    const logGroup = createLogGroup(this, 'Logs', `/aws/lambda/${functionName}`);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    permit(role, entry, { ...props, stage: deploy.stage });
    const { WORKFLOW_GENERATOR, BEDROCK_MODEL_ID } = deploy.environment;
    if (entry.touches.model && WORKFLOW_GENERATOR === 'bedrock' && BEDROCK_MODEL_ID) {
      permitModel(role, BEDROCK_MODEL_ID);
    }
    this.lambda = new Lambda(this, 'Function', {
      functionName,
      role,
      logGroup,
      code: codeOf(props),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: entry.memoryMb,
      timeout: Duration.seconds(entry.timeoutSeconds),
      environment: environmentOf(props),
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: logLevel(deploy),
    });
  }
}
