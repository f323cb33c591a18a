import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

// Inference profiles are named after their model, with the part of the world that they choose regions from in front.
// https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
const world = /^(us|us-gov|eu|apac|jp|au|ca|global)\./;

/** Lets a role ask one model of Bedrock: in its own region, and where an inference profile names it, in any. */
export function permitModel(role: Role, modelId: string): void {
  const { partition, region, account } = Stack.of(role);
  const id = modelId.slice(modelId.lastIndexOf('/') + 1);
  const model = id.replace(world, '');
  const isProfile = model !== id;
  const itself = `arn:${partition}:bedrock:${isProfile ? '*' : region}::foundation-model/${model}`;
  const profile = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${id}`;
  const named = modelId.startsWith('arn:') ? [modelId] : [];
  const resources = [...named, ...(isProfile ? [profile] : []), itself];
  role.addToPolicy(
    new PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: [...new Set(resources)] }),
  );
  if (!isProfile) return;
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/${model}]`,
    reason: 'Models belong to no account; an inference profile asks its model in several regions.',
  });
}
