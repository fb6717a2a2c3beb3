// A field that moves from one subgraph to another: wholly, and by a share of the requests.

import type { FederationWorld } from '../../kit/composeWorld.js';

const post = (from: string) => ({ id: 'p1', title: `${from}: title`, body: `${from}: body`, votes: `${from}: votes`, likes: `${from}: likes`, stars: `${from}: stars` });

export const moved = (): FederationWorld => ({
  old: {
    sdl: `
      type Query { post: Post! feed: String! }
      type Post @key(fields: "id") { id: ID! title: String! body: String! votes: String! likes: String! rank: String! @requires(fields: "score") score: String! @external }`,
    resolvers: {
      Query: { post: () => post('old'), feed: () => 'old: feed' },
      Post: { __resolveReference: ({ score }: { score?: string }) => ({ ...post('old'), rank: `old: rank of ${score}` }) },
    },
  },
  renewed: {
    sdl: `
      type Query { feed: String! @override(from: "old") renewedPost: Post! }
      type Post @key(fields: "id") {
        id: ID!
        body: String! @override(from: "old")
        votes: String! @override(from: "old", label: "percent(0)")
        likes: String! @override(from: "old", label: "percent(100)")
        stars: String! @override(from: "a-subgraph-that-is-not-there")
        score: String!
      }`,
    resolvers: {
      Query: { feed: () => 'renewed: feed', renewedPost: () => post('renewed') },
      Post: { __resolveReference: () => ({ ...post('renewed'), score: 'renewed: score' }) },
    },
  },
});
