import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { DeploySettings } from './deploy-settings.ts';
import { parameterPath } from './names.ts';

/**
 * FRONTEND_URL and BACKEND_URL, for the functions to read at run time. In their environment they would close a
 * circle: CloudFront's address is known after the API, and the API after its functions.
 */
export class Addresses extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { deploy, siteUrl }: { deploy: DeploySettings; siteUrl: string },
  ) {
    super(scope, id);
    const values = { FRONTEND_URL: deploy.frontendUrl ?? siteUrl, BACKEND_URL: deploy.backendUrl ?? siteUrl };
    for (const [name, stringValue] of Object.entries(values)) {
      new StringParameter(this, name, { parameterName: parameterPath(deploy.stage) + name, stringValue });
    }
  }
}
