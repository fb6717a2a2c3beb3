// Rule 25, as far as it is built: data of other state systems is read with the reference of a consent. That the reference
// stands for a consent, and that each read is logged, nothing proves yet.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import type { Caller } from '../../schema/contract/Caller.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { proveRule } from '../kit/proveRule.js';

const fileOf = (...names: string[]) => readFileSync(path.join(PACKAGE_ROOT, 'schema', ...names), 'utf8');

const OFFICER: Caller = { issuer: 'https://issuer.example', subject: 'officer', scopes: ['case:read'], regions: ['35'] };

describe('the page from which a case officer decides', () => {
  proveRule({
    number: 25,
    title: 'is read with the reference of a consent, since it shows what other state systems hold',
    module: 'gateway/operation/access/requireConsent.ts',
    swapFor: { requireConsent: () => undefined },
    body: async () => {
      const { buildSupergraph } = await import('../../gateway/supergraph/loadSupergraph.js');
      const { createAccessControl } = await import('../../gateway/operation/access/createAccessControl.js');
      const { testReader } = await import('../kit/gateway/operationReader.js');
      const { apiSchema, accessRules } = buildSupergraph(fileOf('supergraph.graphql'));
      const controlAccess = createAccessControl({ apiSchema, rules: accessRules, policies: new Map(), mode: 'filter', purposesWithoutConsent: new Set(['own-data']) });
      const operation = testReader(apiSchema)({ query: fileOf('operations', 'CaseFile.graphql'), variables: { id: 'case-000001' } });
      const executed = (consent: string | undefined) => controlAccess(operation, { caller: OFFICER, purpose: 'case-work', consent });
      expect(() => executed(undefined)).toThrow(/^Document\.status, SecurityClearance\.outcome, AuthorityCheck\.outcome, Application\.readiness hold data of other state systems/);
      expect(executed('consent-1')).toBe(operation);
    },
  });
});
