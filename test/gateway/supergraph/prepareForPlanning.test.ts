import { parse, print, type DocumentNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { prepareForPlanning } from '../../../gateway/supergraph/prepareForPlanning.js';
import { composeWorld } from '../../kit/composeWorld.js';

/** One type of a schema, printed. */
function typeOf(sdl: string, name: string): string {
  const document: DocumentNode = parse(sdl);
  const type = document.definitions.find((definition) => 'name' in definition && definition.name?.value === name && !definition.kind.endsWith('Extension'));
  return type === undefined ? '' : print(type).replaceAll(/\s+/g, ' ');
}

describe('keys', () => {
  const sdl = composeWorld({
    b: { sdl: 'type Query { a: T } type T @key(fields: "x", resolvable: false) @key(fields: "y") @key(fields: "z", resolvable: false) { x: ID! y: ID! z: ID! }' },
    c: { sdl: 'type T @key(fields: "x") { x: ID! more: Int }' },
  });

  it('come resolvable first, each subgraph by itself, and none is lost', () => {
    expect(typeOf(sdl, 'T')).toMatch(/^type T @join__type\(graph: B, key: "x", resolvable: false\)/);
    expect(typeOf(prepareForPlanning(sdl).sdl, 'T').split(' {')[0]).toBe(
      [
        'type T @join__type(graph: B, key: "y")',
        '@join__type(graph: B, key: "x", resolvable: false)',
        '@join__type(graph: B, key: "z", resolvable: false)',
        '@join__type(graph: C, key: "x")',
      ].join(' '),
    );
  });
});

describe('a schema without required arguments', () => {
  const sdl = composeWorld({
    a: { sdl: 'type Query { t: T } type T @key(fields: "id") { id: ID! size(unit: String): Int }' },
    b: { sdl: 'type T @key(fields: "id") { id: ID! size(unit: String): Int @external twice: Int @requires(fields: "size") }' },
  });

  it('gets no virtual fields', () => {
    const { sdl: prepared, virtualFields } = prepareForPlanning(sdl);
    expect(prepared).toBe(print(parse(sdl)));
    expect([...virtualFields.calls]).toEqual([]);
  });

  it('still says what each field requires', () => {
    const { virtualFields } = prepareForPlanning(sdl);
    expect([...(virtualFields.requiredBy('b', 'T', 'twice') ?? [])]).toEqual([['size', 'size']]);
    expect(virtualFields.requiredBy('b', 'T', 'size')).toBeUndefined();
    expect(virtualFields.requiredBy('a', 'T', 'twice')).toBeUndefined();
  });
});

describe('fields that are required with arguments', () => {
  const sdl = composeWorld({
    'the-posts': {
      sdl: `
        type Query { post: Post }
        interface Listed { comments(limit: Int!, order: Order): [Comment!]! }
        type Post implements Listed @key(fields: "id") { id: ID! comments(limit: Int!, order: Order): [Comment!]! title(l: String): String comments__requires1: Int }
        type Comment { id: ID! }
        enum Order { NEWEST }`,
    },
    authors: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          comments(limit: Int!, order: Order): [Comment!]! @external
          title(l: String): String @external
          a: Int @requires(fields: "comments(limit: 3, order: NEWEST) { id }")
          b: Int @requires(fields: "comments(order: NEWEST, limit: 3) { id }")
          c: Int @requires(fields: "comments(limit: 1) { id } title")
          d: Int @requires(fields: "title(l: \\"kk\\")")
        }
        type Comment { id: ID! @external }
        enum Order { NEWEST }`,
    },
  });
  const { sdl: prepared, virtualFields } = prepareForPlanning(sdl);

  it('become one virtual field per call, named around the names that are taken', () => {
    const calls = [...virtualFields.calls].map(([name, call]) => [name, `${call.field}(${call.arguments.map(print).join(', ')})`]);
    expect(calls).toEqual([
      ['comments__requires2', 'comments(limit: 3, order: NEWEST)'],
      ['comments__requires3', 'comments(limit: 1)'],
      ['title__requires3', 'title(l: "kk")'],
    ]);
  });

  it('are external where they are required and nowhere else', () => {
    const post = typeOf(prepared, 'Post');
    expect(post).toContain('comments(limit: Int!, order: Order): [Comment!]! @join__field(graph: THE_POSTS)');
    expect(post).toContain('comments__requires2: [Comment!]! @join__field(graph: AUTHORS, external: true) @join__field(graph: THE_POSTS)');
    // Field c requires the title without arguments, so it stays external too.
    expect(post).toContain('title(l: String): String @join__field(graph: AUTHORS, external: true) @join__field(graph: THE_POSTS)');
    expect(post).toContain('title__requires3: String @join__field(graph: AUTHORS, external: true) @join__field(graph: THE_POSTS)');
  });

  it('are not given to interfaces that nobody requires them of', () => {
    expect(typeOf(prepared, 'Listed')).not.toContain('__requires');
  });

  it('are said with their real paths', () => {
    expect([...(virtualFields.requiredBy('authors', 'Post', 'c') ?? [])]).toEqual([
      ['comments', 'comments__requires3'],
      ['comments/id', 'comments__requires3/id'],
      ['title', 'title'],
    ]);
  });

  it('leave a schema that the planner accepts', () => {
    expect(() => ComposedSchema.build(prepared).subgraphs()).not.toThrow();
  });
});
