import { describe, expect, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { synthesizeStack } from './synthesize.ts';

/** Synthesizes as `cdk synth` does; throws with the pack's findings that nobody has acknowledged. */
function check(stack: Stack): void {
  const app = stack.node.root;
  if (!App.isApp(app)) throw new Error('The stack stands in no app');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

/** The findings that the stack acknowledges, by the path of the construct. */
function acknowledged(stack: Stack): Record<string, string[]> {
  const rules = stack.node.findAll().flatMap(({ node }) => {
    const own = node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    const ids = own.flatMap(({ data }) =>
      Object.keys(data).map((id) => id.replace('Annotation::AwsSolutions-', '')),
    );
    return ids.length > 0 ? [[node.path.replace('cue-dev/', ''), ids.sort()] as const] : [];
  });
  return Object.fromEntries(rules.sort());
}

describe('AwsSolutions', () => {
  test('finds nothing that is not acknowledged', () => {
    expect(() => check(synthesizeStack())).not.toThrow();
  });

  test('finds nothing under an own domain with a sender that SES knows', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const given = { STAGE: 'prod', EMAIL_FROM: 'a@b.example', FRONTEND_URL: 'https://cue.example' };
    expect(() => check(synthesizeStack(given, { certificateArn, senderExists: true }))).not.toThrow();
  });

  test('would find what is not', () => {
    const stack = new Stack(new App(), 'bare');
    new Bucket(stack, 'Bucket');
    expect(() => check(stack)).toThrow('AwsSolutions-S1');
  });

  test('is overruled in these places only', () => {
    const places = Object.entries(acknowledged(synthesizeStack()));
    const routes = places.filter(([path]) => path.startsWith('Api/'));
    expect(new Set(routes.flatMap(([, ids]) => ids))).toEqual(new Set(['APIG4']));
    const priceIds = [
      'IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/cue/dev/STRIPE_PRICE_ID_*]',
    ];
    expect(Object.fromEntries(places.filter(([path]) => !path.startsWith('Api/')))).toEqual({
      'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C': ['L1'],
      'Site/Bucket': ['S1'],
      'Site/Distribution': ['CFR1', 'CFR2', 'CFR3', 'CFR4'],
      'Site/Upload/Role': [
        'IAM5[Action::s3:Abort*]',
        'IAM5[Action::s3:DeleteObject*]',
        'IAM5[Action::s3:GetBucket*]',
        'IAM5[Action::s3:GetObject*]',
        'IAM5[Action::s3:List*]',
        'IAM5[Resource::<SiteBucket978D4AEB.Arn>/*]',
        'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
      ],
      'grant-credits/Role': priceIds,
      'meta/Role': ['IAM5[Resource::*]'],
      'payments/Role': priceIds,
      'provision-account/Role': priceIds,
      'reconcile-stripe/Role': priceIds,
      'send-email/Role': priceIds,
      'sync-subscription/Role': priceIds,
    });
  });
});
