import type { DeploySettings } from './deploy-settings.ts';
import type { OwnDomain } from './site.ts';
import type { StageContext } from './stage-context.ts';

type Given = { deploy: DeploySettings } & Pick<StageContext, 'certificateArn' | 'siteElsewhere'>;

/** An address of CloudFront's own needs no certificate. */
const isCloudFronts = (hostname: string) => hostname.endsWith('.cloudfront.net');

/**
 * The site's own domain. A certificate without a domain, or a domain without a certificate, is what a deploy is given
 * that was told only half: it would take the domain off the site.
 */
export function ownDomain({ deploy, certificateArn, siteElsewhere }: Given): OwnDomain | undefined {
  const { frontendUrl, stage } = deploy;
  const [origin] = frontendUrl?.split(',') ?? [];
  if (certificateArn && !origin)
    throw new Error('Settings: FRONTEND_URL is missing, which a certificate needs.');
  const domainName = origin && new URL(origin).hostname;
  if (!domainName || siteElsewhere || isCloudFronts(domainName)) return undefined;
  if (certificateArn) return { domainName, certificateArn };
  throw new Error(
    `${domainName} needs a certificate: certificateArn:${stage} in cdk.json, or "site:${stage}": "elsewhere" where somebody else serves the site. See docs/deploy.md.`,
  );
}
