import type { Code } from '../../program.ts';
import type { Piece } from '../piece.ts';

const environment: Code['environment'] = [
  { name: 'AWS_REGION', reason: 'where your tables and mail are' },
  { name: 'AWS_ACCESS_KEY_ID', reason: 'signs calls to AWS; not needed where AWS gives a role' },
  { name: 'AWS_SECRET_ACCESS_KEY', reason: 'belongs to the key above' },
  { name: 'AWS_ENDPOINT_URL', reason: 'where AWS is, for tests; the region’s own unless set' },
];

/** The SDK is loaded with the first call, so that a test runs without it. */
export const aws: Piece = {
  imports: ['import os'],
  requirements: ['boto3==1.44.5'],
  environment,
  text: `def aws_options(tries: int) -> dict[str, Any]:
    """The region, and how long and how often a call is tried."""
    from botocore.config import Config

    retries = {"total_max_attempts": tries, "mode": "standard"}
    config = Config(connect_timeout=10, read_timeout=10, retries=retries)
    return {"config": config, "region_name": os.environ.get("AWS_REGION")}`,
};
