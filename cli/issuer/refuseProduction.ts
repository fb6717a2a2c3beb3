// Nothing of the development issuer works in production: its tokens are given to whoever asks.

import { CliError } from '../CliError.js';

/** @throws CliError in production. */
export function refuseProduction(environment: 'development' | 'production'): void {
  if (environment !== 'production') return;
  throw new CliError('the development issuer and its tokens are refused in production (NODE_ENV=production): get tokens from the issuer that the gateway is configured with');
}
