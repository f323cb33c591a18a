import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IConstruct } from 'constructs';
import { createLogGroup } from './logs.ts';

/** Puts the built site into its bucket at each deploy. */
export class SiteUpload extends Construct {
  constructor(scope: Construct, id: string, { bucket, folder }: { bucket: IBucket; folder: string }) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = createLogGroup(this, 'Logs');
    logGroup.grantWrite(role);
    const shared = { sources: [Source.asset(folder)], destinationBucket: bucket, role, logGroup };
    const assets = new BucketDeployment(this, 'Assets', {
      ...shared,
      exclude: ['*'],
      include: ['assets/*'],
      // Vite names these by their content. Old ones stay: a page opened before the deploy still asks for them.
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
      prune: false,
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...shared,
      exclude: ['assets/*'],
      // Asked for anew each time, so a deploy shows at once and CloudFront needs no invalidation.
      cacheControl: [CacheControl.noCache()],
    });
    // The page names the assets, so they come first.
    pages.node.addDependency(assets);
    acknowledge(role, Stack.of(this).node.findChild(uploader));
  }
}

// The construct that BucketDeployment makes once a stack for the function that copies.
const uploader = 'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';

const granted = [
  'Action::s3:Abort*',
  'Action::s3:DeleteObject*',
  'Action::s3:GetBucket*',
  'Action::s3:GetObject*',
  'Action::s3:List*',
  'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
  'Resource::<SiteBucket978D4AEB.Arn>/*',
];

function acknowledge(role: Role, copier: IConstruct): void {
  const reason =
    "BucketDeployment's own grants: it reads the CDK's asset bucket and syncs the site's bucket, no more.";
  Validations.of(role).acknowledge(
    ...granted.map((grant) => ({ id: `AwsSolutions-IAM5[${grant}]`, reason })),
  );
  Validations.of(copier).acknowledge({
    id: 'AwsSolutions-L1',
    reason: 'The CDK brings this function and chooses its Python; it runs at deploys only.',
  });
}
