import { CfnOutput, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { embedded } from '../security-headers.ts';
import { resourceName } from './names.ts';
import { originProof } from './origin-proof.ts';
import { pageRewrite } from './page-rewrite.ts';
import { createSiteBucket } from './site-bucket.ts';
import { createEmbeddedHeadersPolicy, createHeadersPolicy } from './site-headers.ts';
import { SiteUpload } from './site-upload.ts';
import { viewerAddress } from './viewer-address.ts';

/** What CloudFront sends to the API; all other paths are the site's. */
const apiPaths = ['/api/*', '/auth/*', '/webhooks/*', '/health'];

export interface OwnDomain {
  domainName: string;
  /** In us-east-1, where CloudFront looks for certificates. */
  certificateArn: string;
}

interface SiteProps {
  stage: string;
  /** The built web app. */
  folder: string;
  apiDomainName: string;
  ownDomain?: OwnDomain;
}

/** The site and the API behind one address, so that cookies and requests stay on one origin. */
export class Site extends Construct {
  /** Address of site and API. */
  readonly url: string;
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { stage, folder, apiDomainName, ownDomain }: SiteProps) {
    super(scope, id);
    const bucket = createSiteBucket(this);
    this.bucketName = bucket.bucketName;
    const origin = S3BucketOrigin.withOriginAccessControl(bucket);
    const headers = createHeadersPolicy(this);
    const api = this.#api(apiDomainName, headers);
    const distribution = new Distribution(this, 'Distribution', {
      comment: resourceName(stage),
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: this.#pages(files(origin, headers)),
      additionalBehaviors: {
        ...Object.fromEntries(apiPaths.map((path) => [path, api])),
        [embedded.path]: files(origin, createEmbeddedHeadersPolicy(this)),
      },
      ...(ownDomain && this.#domain(ownDomain)),
    });
    acknowledge(distribution, ownDomain !== undefined);
    this.url = `https://${ownDomain?.domainName ?? distribution.distributionDomainName}`;
    new SiteUpload(this, 'Upload', { bucket, folder });
    new CfnOutput(this, 'DomainName', {
      value: distribution.distributionDomainName,
      description: 'Where an own domain points to',
    });
  }

  #pages(behaviour: BehaviorOptions): BehaviorOptions {
    const rewrite = new EdgeFunction(this, 'PageRewrite', {
      code: FunctionCode.fromInline(pageRewrite),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'Paths of the app get its page',
    });
    return {
      ...behaviour,
      functionAssociations: [{ function: rewrite, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  #api(domainName: string, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions {
    const address = new EdgeFunction(this, 'ViewerAddress', {
      code: FunctionCode.fromInline(viewerAddress),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'Tells the API who asks',
    });
    return {
      origin: new HttpOrigin(domainName, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        customHeaders: { 'X-Origin-Proof': originProof },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // API Gateway finds the API by Host; all else, cookies and Stripe's signature too, passes untouched.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
      functionAssociations: [{ function: address, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  #domain({ domainName, certificateArn }: OwnDomain) {
    return {
      domainNames: [domainName],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }
}

function files(origin: IOrigin, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
    responseHeadersPolicy,
  };
}

function acknowledge(distribution: Distribution, hasOwnDomain: boolean): void {
  const accepted = [
    { id: 'AwsSolutions-CFR1', reason: 'Cue is sold in every country.' },
    {
      id: 'AwsSolutions-CFR2',
      reason: 'A web ACL costs money while nobody uses Cue; API Gateway and the functions throttle.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: "It would keep visitors' addresses; the API's calls are logged without them.",
    },
  ];
  const ownCertificateOnly = {
    id: 'AwsSolutions-CFR4',
    reason:
      'CloudFront takes a minimum TLS version only beside an own certificate (certificateArn in cdk.json).',
  };
  Validations.of(distribution).acknowledge(...accepted, ...(hasOwnDomain ? [] : [ownCertificateOnly]));
}
