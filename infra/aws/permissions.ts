import { Stack, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { priceIdSettings, type SettingName, settings } from '../../lib/contract/settings.ts';
import type { AnyFunction } from '../manifest-entry.ts';
import { parameterPath } from './names.ts';

/** What functions can be allowed to touch. */
export interface Touchable {
  table: ITableV2;
  bus: IEventBus;
  sender: IEmailIdentity;
}

/** Settings that the deployment keeps in SSM. */
const parameterNames = (names: readonly SettingName[]) =>
  names.filter((name) => ['parameter', 'secret'].includes(settings[name].kept));

function tableStatements({ touches }: AnyFunction, { table }: Touchable): PolicyStatement[] {
  if (!touches.table) return [];
  const itself = new PolicyStatement({
    actions: touches.table.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
  });
  if (!touches.staffIndex) return [itself];
  const index = new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/staff`],
  });
  return [itself, index];
}

function busStatements({ touches }: AnyFunction, { bus }: Touchable): PolicyStatement[] {
  if (!touches.bus) return [];
  const action = touches.bus === 'put' ? 'events:PutEvents' : 'events:DescribeEventBus';
  return [new PolicyStatement({ actions: [action], resources: [bus.eventBusArn] })];
}

/** In SES's sandbox the recipient must be allowed too, so there sending fails until AWS has lifted it. */
function mailStatements({ touches }: AnyFunction, { sender }: Touchable): PolicyStatement[] {
  if (!touches.mail) return [];
  return touches.mail === 'send'
    ? [new PolicyStatement({ actions: ['ses:SendEmail'], resources: [sender.emailIdentityArn] })]
    : [new PolicyStatement({ actions: ['ses:GetAccount'], resources: ['*'] })];
}

const parameterArn = (stack: Stack, stage: string, name: string) =>
  stack.formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: parameterPath(stage).slice(1) + name,
  });

/**
 * Exactly the function's own parameters. Decrypting them needs no statement: the key that SSM uses unless told
 * otherwise (`aws/ssm`) lets everyone in the account decrypt what SSM lets them read.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-decryption.html
 */
function parameterStatements(
  { settings: names, touches }: AnyFunction,
  stack: Stack,
  stage: string,
): PolicyStatement[] {
  // Which price ids there are says the plan catalog of the deployment.
  const family = touches.planPrices ? [`${priceIdSettings.prefix}*`] : [];
  const parameters = [...parameterNames(names), ...family];
  if (parameters.length === 0) return [];
  const resources = parameters.map((name) => parameterArn(stack, stage, name));
  return [new PolicyStatement({ actions: ['ssm:GetParameters'], resources })];
}

/** Gives a function's role what the manifest says it touches and its settings say it reads. */
export function permit(
  role: Role,
  entry: AnyFunction,
  { stage, ...touchable }: Touchable & { stage: string },
): void {
  const statements = [
    ...tableStatements(entry, touchable),
    ...busStatements(entry, touchable),
    ...mailStatements(entry, touchable),
    ...parameterStatements(entry, Stack.of(role), stage),
  ];
  for (const statement of statements) role.addToPolicy(statement);
  if (entry.touches.planPrices) {
    const family = `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${parameterPath(stage)}${priceIdSettings.prefix}*`;
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${family}]`,
      reason: 'Every plan catalog names the parameters of its price ids itself; all begin with this.',
    });
  }
  if (entry.touches.mail === 'describe') {
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ses:GetAccount, which reads whether the account may send, can be allowed on * only.',
    });
  }
}
