import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { functions, hasAlarm } from '../manifest.ts';
import type { AnyFunction } from '../manifest-entry.ts';
import { Addresses } from './addresses.ts';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import { createTable } from './data.ts';
import type { DeploySettings } from './deploy-settings.ts';
import { ConsumerQueue, createBus } from './events.ts';
import { CueFunction } from './functions.ts';
import { createSender } from './mail.ts';
import { resourceName } from './names.ts';
import { ownDomain } from './own-domain.ts';
import type { Touchable } from './permissions.ts';
import { runBySchedule } from './schedules.ts';
import { Site } from './site.ts';
import type { StageContext } from './stage-context.ts';

export interface CueStackProps extends StageContext {
  deploy: DeploySettings;
  /** The built web app. */
  siteFolder: string;
  /** Where docs/runbook.md can be read by a browser; alarms link to its sections. */
  runbookUrl?: string;
}

const manifest: Record<string, AnyFunction> = functions;

/** All of Cue for one stage. */
export class CueStack extends Stack {
  constructor(scope: Construct, props: CueStackProps) {
    const { deploy, siteFolder, senderExists, restoredTable, runbookUrl } = props;
    const { stage } = deploy;
    super(scope, resourceName(stage), { description: `Cue, stage ${stage}` });
    Tags.of(this).add('app', 'cue');
    Tags.of(this).add('stage', stage);

    const table = createTable(this, stage, restoredTable);
    const bus = createBus(this, stage);
    const sender = createSender(this, deploy.emailFrom, senderExists);
    const alarms = new Alarms(this, 'Alarms', { stage, runbookUrl });
    const handlers = this.#functions(deploy, { table, bus, sender }, alarms);
    const api = new Api(this, 'Api', { stage, handlers });
    alarms.watchApi(api.http);
    alarms.watchEvents();
    const site = new Site(this, 'Site', {
      stage,
      folder: siteFolder,
      apiDomainName: api.domainName,
      ownDomain: ownDomain(props),
    });
    new Addresses(this, 'Addresses', { deploy, siteUrl: site.url });

    new CfnOutput(this, 'SiteUrl', { value: site.url, description: 'Cue: the site, and the API under /api' });
    new CfnOutput(this, 'ApiUrl', {
      value: `https://${api.domainName}`,
      description: 'The API without CloudFront',
    });
    new CfnOutput(this, 'SiteBucket', { value: site.bucketName, description: 'Stays when the stack goes' });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
  }

  /** Every function of the manifest, consumers with their queues, each with its alarms. */
  #functions(deploy: DeploySettings, touchable: Touchable, alarms: Alarms): Map<string, IFunction> {
    const queues = new Construct(this, 'Queues');
    const schedules = new Construct(this, 'Schedules');
    const handlers = new Map<string, IFunction>();
    for (const [name, entry] of Object.entries(manifest)) {
      const own =
        entry.kind === 'queue'
          ? new ConsumerQueue(queues, name, { stage: deploy.stage, bus: touchable.bus, consumer: entry })
          : undefined;
      const { lambda } = new CueFunction(this, name, {
        ...touchable,
        deploy,
        entry,
        queueUrl: own?.queue.queueUrl,
      });
      if (hasAlarm(entry)) alarms.watchFunction(name, lambda);
      if (entry.kind === 'schedule') runBySchedule(schedules, { name, stage: deploy.stage, entry, lambda });
      if (own) {
        own.feed(lambda);
        alarms.watchConsumer(name, own);
      }
      handlers.set(name, lambda);
    }
    return handlers;
  }
}
