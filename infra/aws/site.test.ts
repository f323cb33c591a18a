import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { pathsOf, type Route } from '../../lib/contract/route.ts';
import { routes } from '../../lib/contract/routes.ts';
import { securityHeaders } from '../security-headers.ts';
import { pageRewrite } from './page-rewrite.ts';
import { readTemplate } from './read-template.ts';
import { viewerAddress } from './viewer-address.ts';

const template = readTemplate();
const config = template.only('AWS::CloudFront::Distribution').properties.DistributionConfig;
const policies = new Map(
  template
    .all('AWS::CloudFront::ResponseHeadersPolicy')
    .map(({ path, properties }) => [path, properties.ResponseHeadersPolicyConfig]),
);
const policy = policies.get('Site/Headers');
const apiBehaviours = config.CacheBehaviors.slice(0, 4);

const edgeFunctions = new Map(
  template
    .all('AWS::CloudFront::Function')
    .map(({ path, properties }) => [path, properties.FunctionCode as string]),
);

interface Behaviour {
  FunctionAssociations?: { EventType: string; FunctionARN: unknown }[];
}

/** What runs when a viewer asks. */
function codeAt({ FunctionAssociations = [] }: Behaviour): string | undefined {
  const asked = FunctionAssociations.find(({ EventType }) => EventType === 'viewer-request');
  return edgeFunctions.get(template.text(asked?.FunctionARN).replace('.FunctionARN', ''));
}

/** A path pattern of CloudFront, of which we use a last `*` only. */
const matches = (pattern: string, path: string) =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

describe('CloudFront', () => {
  test('sends each path of the contract to the API, and these patterns only', () => {
    const patterns: string[] = apiBehaviours.map(
      (behaviour: { PathPattern: string }) => behaviour.PathPattern,
    );
    expect(patterns).toEqual(['/api/*', '/auth/*', '/webhooks/*', '/health']);
    const paths = Object.values<Route>(routes).flatMap(pathsOf);
    expect(paths.filter((path) => !patterns.some((pattern) => matches(pattern, path)))).toEqual([]);
  });

  test('passes API calls on whole: any method, every header but Host, nothing from a cache', () => {
    for (const behaviour of apiBehaviours) {
      expect(behaviour).toMatchObject({
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // AWS's CachingDisabled
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // AWS's AllViewerExceptHostHeader
        ViewerProtocolPolicy: 'redirect-to-https',
      });
      const origin = config.Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId);
      expect(template.text(origin.DomainName)).toBe('Api/Http.execute-api.<Region>.<URLSuffix>');
      expect(origin.CustomOriginConfig).toMatchObject({
        OriginProtocolPolicy: 'https-only',
        OriginSSLProtocols: ['TLSv1.2'],
      });
    }
  });

  test('tells the API who asks, whatever they say of themselves', () => {
    expect(apiBehaviours.map(codeAt)).toEqual(Array(4).fill(viewerAddress));
    const event = {
      viewer: { ip: '2001:db8::7' },
      request: {
        uri: '/api',
        headers: { 'x-viewer-address': { value: '10.0.0.1' }, cookie: { value: 'a' } },
      },
    };
    const answer = runInNewContext(`${viewerAddress}; handler(event)`, { event });
    expect(answer).toEqual({
      uri: '/api',
      headers: { 'x-viewer-address': { value: '2001:db8::7' }, cookie: { value: 'a' } },
    });
  });

  test("proves to the function that reads viewers' addresses that a request came through it", () => {
    const origins = config.Origins.filter((origin: object) => 'CustomOriginConfig' in origin);
    const stackUuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    expect(origins).toHaveLength(1);
    expect(origins[0].OriginCustomHeaders).toEqual([
      { HeaderName: 'X-Origin-Proof', HeaderValue: stackUuid },
    ]);
    const knowing = template
      .all('AWS::Lambda::Function')
      .filter(({ properties }) => properties.Environment?.Variables.ORIGIN_PROOF !== undefined);
    expect(
      knowing.map(({ path, properties }) => [path, properties.Environment.Variables.ORIGIN_PROOF]),
    ).toEqual([
      ['auth/Function', stackUuid],
      ['workflows/Function', stackUuid],
    ]);
  });

  test('puts the security headers on every answer', () => {
    const behaviours = [config.DefaultCacheBehavior, ...apiBehaviours];
    expect(behaviours).toHaveLength(5);
    for (const behaviour of behaviours)
      expect(template.text(behaviour.ResponseHeadersPolicyId)).toBe('Site/Headers');
    expect(policy.SecurityHeadersConfig).toEqual({
      ContentSecurityPolicy: {
        ContentSecurityPolicy:
          "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
          "img-src 'self' https: data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
          "form-action 'self' https://checkout.stripe.com; frame-ancestors 'none'",
        Override: true,
      },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: 63_072_000,
        IncludeSubdomains: true,
        Override: true,
      },
    });
  });

  test("lets other sites load the widget's script, from the bucket, and nothing else", () => {
    const [widget, ...others] = config.CacheBehaviors.slice(4);
    expect([widget.PathPattern, others]).toEqual(['/widget.js', []]);
    expect(widget.TargetOriginId).toBe(config.DefaultCacheBehavior.TargetOriginId);
    expect(template.text(widget.ResponseHeadersPolicyId)).toBe('Site/EmbeddedHeaders');
    expect([...policies.keys()]).toEqual(['Site/Headers', 'Site/EmbeddedHeaders']);
    expect(policies.get('Site/EmbeddedHeaders')).toMatchObject({
      SecurityHeadersConfig: policy.SecurityHeadersConfig,
      CustomHeadersConfig: {
        Items: [{ Header: 'cross-origin-resource-policy', Value: 'cross-origin', Override: true }],
      },
    });
    expect(policy.CustomHeadersConfig).toBeUndefined();
  });

  test('sends the headers that the browser tests serve the site with', () => {
    const { ContentSecurityPolicy, FrameOptions, ReferrerPolicy, StrictTransportSecurity } =
      policy.SecurityHeadersConfig;
    expect(securityHeaders).toEqual({
      'content-security-policy': ContentSecurityPolicy.ContentSecurityPolicy,
      'referrer-policy': ReferrerPolicy.ReferrerPolicy,
      'strict-transport-security': `max-age=${StrictTransportSecurity.AccessControlMaxAgeSec}; includeSubDomains`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': FrameOptions.FrameOption,
    });
  });

  test("leaves the API's 404 alone: no error page stands in for any answer", () => {
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(template.text(config.DefaultCacheBehavior.FunctionAssociations[0].FunctionARN)).toBe(
      'Site/PageRewrite.FunctionARN',
    );
    expect(codeAt(config.DefaultCacheBehavior)).toBe(pageRewrite);
  });

  test.each([
    ['/', '/index.html'],
    ['/credits', '/index.html'],
    ['/payment/success', '/index.html'],
    ['/payment/success/', '/index.html'],
    ['/v1.2/page', '/index.html'],
    ['/assets/index-3f2a.js', '/assets/index-3f2a.js'],
    ['/favicon.svg', '/favicon.svg'],
  ])('answers %s from %s', (uri, expected) => {
    const request = { uri, method: 'GET' };
    const answer = runInNewContext(`${pageRewrite}; handler(event)`, { event: { request } });
    expect(answer).toEqual({ uri: expected, method: 'GET' });
  });

  test('speaks TLS 1.2 or newer under an own domain, for which FRONTEND_URL must be given', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const own = readTemplate({ FRONTEND_URL: 'https://cue.example' }, { certificateArn });
    expect(own.only('AWS::CloudFront::Distribution').properties.DistributionConfig).toMatchObject({
      Aliases: ['cue.example'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(() => readTemplate({}, { certificateArn })).toThrow('FRONTEND_URL is missing');
  });

  test('keeps its domain: a deploy that was not told the certificate is refused', () => {
    expect(() => readTemplate({ FRONTEND_URL: 'https://cue.example' })).toThrow(
      'cue.example needs a certificate: certificateArn:dev in cdk.json',
    );
  });

  test.each([
    ['https://cue.example', true],
    ['https://d111111abcdef8.cloudfront.net,http://localhost:3000', false],
  ])('has no own domain where %s is served elsewhere, or is its own', (FRONTEND_URL, siteElsewhere) => {
    const plain = readTemplate({ FRONTEND_URL }, { siteElsewhere });
    const { DistributionConfig } = plain.only('AWS::CloudFront::Distribution').properties;
    expect(DistributionConfig.Aliases).toBeUndefined();
  });
});

describe('the bucket of the site', () => {
  const bucket = template.only('AWS::S3::Bucket').properties;
  const statements = template.only('AWS::S3::BucketPolicy').properties.PolicyDocument.Statement;

  test('is closed to the public, encrypted, and keeps what a deploy replaced', () => {
    expect(bucket.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucket.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
  });

  test('may be read by this distribution only, over TLS only', () => {
    const allows = statements.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    const byCloudFront = allows.filter(({ Principal }: { Principal: object }) => 'Service' in Principal);
    expect(byCloudFront).toHaveLength(1);
    expect(byCloudFront[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
    });
    expect(template.text(byCloudFront[0].Condition.StringEquals['AWS:SourceArn'])).toBe(
      'arn:<Partition>:cloudfront::<AccountId>:distribution/Site/Distribution',
    );
    expect(allows).toHaveLength(1);
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  test('serves pages fresh and named assets for a year', () => {
    const uploads = template.all('Custom::CDKBucketDeployment').map(({ properties }) => properties);
    expect(uploads).toMatchObject([
      {
        Include: ['assets/*'],
        Exclude: ['*'],
        Prune: false,
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
      },
      { Exclude: ['assets/*'], Prune: true, SystemMetadata: { 'cache-control': 'no-cache' } },
    ]);
  });
});

describe('the addresses that functions read', () => {
  const parametersOf = (given: Record<string, string>) => {
    const own = readTemplate(given, { siteElsewhere: true });
    return Object.fromEntries(
      own.all('AWS::SSM::Parameter').map(({ properties }) => [properties.Name, own.text(properties.Value)]),
    );
  };

  test("are CloudFront's for both site and API", () => {
    expect(parametersOf({})).toEqual({
      '/cue/dev/FRONTEND_URL': 'https://Site/Distribution.DomainName',
      '/cue/dev/BACKEND_URL': 'https://Site/Distribution.DomainName',
    });
  });

  test('are the ones given, where some are', () => {
    expect(parametersOf({ FRONTEND_URL: 'https://a.example, https://b.example' })).toEqual({
      '/cue/dev/FRONTEND_URL': 'https://a.example,https://b.example',
      '/cue/dev/BACKEND_URL': 'https://Site/Distribution.DomainName',
    });
  });
});
