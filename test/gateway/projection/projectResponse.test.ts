import type { GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { projectResponse } from '../../../gateway/projection/projectResponse.js';
import { loadSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { SUPERGRAPH_FILE } from '../../kit/gateway/testWorld.js';

const supergraph = loadSupergraph(SUPERGRAPH_FILE);
const OPERATION = { warnings: [] } as unknown as Operation;

function project(data: Record<string, unknown> | null | undefined, errors: readonly GraphQLFormattedError[], operation = OPERATION) {
  return projectResponse({ data, errors }, operation, [], supergraph);
}

it('a response without errors and agencies is its data alone', () => {
  expect(project({ a: 1 }, [])).toEqual({ data: { a: 1 } });
});

it('warnings stand in extensions', () => {
  const warnings = [{ rule: 'r', message: 'm' }];
  expect(project({ a: 1 }, [], { ...OPERATION, warnings })).toEqual({ data: { a: 1 }, extensions: { warnings } });
});

describe('errors', () => {
  it('of an agency keep code, agency and time, and lose what an engine added', () => {
    const error = { message: 'm', path: ['a'], extensions: { code: 'C', agency: 'x', retryAfterMs: 5, serviceName: 'x', stacktrace: [] } };
    expect(project({ a: null }, [error]).errors).toEqual([{ message: 'm', path: ['a'], extensions: { code: 'C', agency: 'x', retryAfterMs: 5 } }]);
  });

  it('about a value that does not fit blame the agency that owns the field', () => {
    const error = {
      message: 'Cannot return null for non-nullable field Region.receivesKandas.',
      path: ['region'],
      extensions: { code: 'INVALID_GRAPHQL' },
    };
    expect(project({ region: null }, [error]).errors).toEqual([
      {
        message: 'The agency answered with something that cannot be used.',
        path: ['region'],
        extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'regional-quotas' },
      },
    ]);
  });

  it('about a field that several agencies resolve blame none', () => {
    const error = { message: 'Cannot return null for non-nullable field Region.name.', path: ['region'], extensions: { code: 'INVALID_GRAPHQL' } };
    expect(project({ region: null }, [error]).errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_BAD_RESPONSE' });
  });

  it('from inside the engine show nothing but their code', () => {
    expect(project({ a: null }, [{ message: 'secret', path: ['a'], extensions: { code: 'X', secret: 1 } }]).errors).toEqual([
      { message: 'The gateway failed.', path: ['a'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it.each([
    ['at a field that was selected', ['a', 'b'], true],
    ['below a null', ['a', 'n', 'deep', 0, 'deeper'], true],
    ['in a list', ['a', 'l', 1, 'b'], true],
    ['at a field that was not selected', ['a', 'hidden'], false],
    ['at a field of a list that was not selected', ['a', 'l', 0, 'hidden'], false],
    ['at a name that every object has', ['a', 'constructor'], false],
    ['without a path', undefined, true],
  ])('%s are shown: %s', (_where, path, shown) => {
    const data = { a: { b: 1, n: null, l: [{ b: null }, { b: null }] } };
    const error = { message: 'm', ...(path !== undefined && { path }), extensions: { code: 'C', agency: 'x' } };
    expect(project(data, [error]).errors?.length ?? 0).toBe(shown ? 1 : 0);
  });
});
