// What every check of admission is: it writes what it has found into the exchange, or refuses the request.

import type { Exchange } from '../Exchange.js';
import type { StatedIdentity } from './StatedIdentity.js';

/** @throws {ClientError} where the request is refused. */
export type AdmissionCheck = (stated: StatedIdentity, exchange: Exchange) => void | Promise<void>;
