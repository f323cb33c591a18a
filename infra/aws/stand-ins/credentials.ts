/**
 * Takes the place of the AWS SDK's chain of credential providers in bundles: a function has its role's credentials
 * in the environment, and needs no profiles, SSO, token files or instance metadata.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
