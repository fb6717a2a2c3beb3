// The gateway has no way to one agency: no address that can be called, or a file of its certificates or its signing key that cannot
// be used. It is that agency's alone: quarantined, it costs its own fields and no others. Its message is one line.

import { StartUpError } from './StartUpError.js';

export class BrokenEndpoint extends StartUpError {}
