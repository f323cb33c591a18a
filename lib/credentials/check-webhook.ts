import type { Check } from '../contract/credential-routes.ts';
import { addressesOf, askAddress } from '../platform/ask-address.ts';
import { isPublicAddress } from '../platform/public-address.ts';

interface Network {
  addressesOf: typeof addressesOf;
  askAddress: typeof askAddress;
}

const internet: Network = { addressesOf, askAddress };

const invalid = (detail: string): Check => ({ status: 'invalid', detail });
const unchecked = (detail: string): Check => ({ status: 'unchecked', detail });

/** By what HEAD is answered with: most of what takes posts refuses that, and so says that it is there. */
function verdict(status: number): Check {
  if (status === 404 || status === 410) return invalid('There is no webhook at this address (any more).');
  if (status >= 300 && status < 400)
    return unchecked('This address leads elsewhere, and Cue does not follow it there.');
  if (status >= 500) return unchecked('Something is at this address, but it failed. Try again later.');
  return { status: 'valid', detail: 'Something answers at this address. Nothing was posted to it.' };
}

const certificateFault = /^(ERR_TLS_|CERT_|ERR_SSL_)|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH/;

/** What names, connections and time-outs fail with has a code; what has none is a fault of ours. */
function failure(error: unknown): Check {
  if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
  const code = String(error.code);
  if (code === 'ENOTFOUND') return invalid('There is no host of this name.');
  if (certificateFault.test(code)) return invalid('The host has no certificate that programs trust.');
  return unchecked('Nothing answered at this address within five seconds.');
}

/**
 * Whether something on the internet answers at the address. Every address of its host has to be public, and the
 * connection goes to one of those that were looked at: the name cannot lead elsewhere in between.
 */
export async function checkWebhook(
  url: URL,
  signal: AbortSignal,
  network: Network = internet,
): Promise<Check> {
  try {
    const addresses = await network.addressesOf(url, signal);
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return invalid('This address is not on the public internet.');
    return verdict(await network.askAddress({ url, addresses, signal }));
  } catch (error) {
    return failure(error);
  }
}
