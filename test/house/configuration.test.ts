// docs/configuration.md is what the definition says. `npm test -- dist/test/house/configuration -u` writes it.

import path from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { renderConfiguration } from './renderConfiguration.js';

it('docs/configuration.md lists every setting with its bounds and default', async () => {
  await expect(renderConfiguration()).toMatchFileSnapshot(path.join(PACKAGE_ROOT, 'docs', 'configuration.md'));
});
