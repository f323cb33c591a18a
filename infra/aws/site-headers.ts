import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { contentSecurityPolicy, embedded, strictTransportSeconds } from '../security-headers.ts';

const override = true;

const securityHeadersBehavior = {
  contentSecurityPolicy: { contentSecurityPolicy, override },
  contentTypeOptions: { override },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override },
  strictTransportSecurity: {
    accessControlMaxAge: Duration.seconds(strictTransportSeconds),
    includeSubdomains: true,
    override,
  },
};

/** The security headers, on whatever CloudFront answers, errors included. */
export function createHeadersPolicy(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'Headers', {
    comment: 'Security headers of Cue',
    securityHeadersBehavior,
  });
}

/** The same on what other sites load, with the word that they may. */
export function createEmbeddedHeadersPolicy(scope: Construct): ResponseHeadersPolicy {
  const { name: header, value } = embedded.header;
  return new ResponseHeadersPolicy(scope, 'EmbeddedHeaders', {
    comment: 'Security headers of what other sites load of Cue',
    securityHeadersBehavior,
    customHeadersBehavior: { customHeaders: [{ header, value, override }] },
  });
}
