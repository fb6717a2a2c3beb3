// Reading the directives by which composition says which subgraph has what (join v0.3 and later).

import { Kind, type DirectiveNode, type DocumentNode } from 'graphql';

/** A scalar argument as text; undefined where it is not given. */
export function argumentOf(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

/** All of one name, or those of them that speak of one subgraph. */
export function joinsOf<T extends DirectiveNode>({ directives = [] }: { readonly directives?: readonly T[] }, name: string, graph?: string): T[] {
  return directives.filter((directive) => directive.name.value === name && (graph === undefined || argumentOf(directive, 'graph') === graph));
}

/** True for a `@join__type` by whose key its subgraph can be entered. */
export function isEntrance(join: DirectiveNode): boolean {
  return argumentOf(join, 'key') !== undefined && argumentOf(join, 'resolvable') !== 'false';
}

/** Names of the subgraphs by the names that the directives give them: `SECURITY_CHECKS` → `security-checks`. */
export function readGraphNames(document: DocumentNode): Map<string, string> {
  return readGraphs(document, 'name');
}

/** Where the supergraph says that its subgraphs are, by the same names; the text may be anything. */
export function readGraphAddresses(document: DocumentNode): Map<string, string> {
  return readGraphs(document, 'url');
}

function readGraphs(document: DocumentNode, what: 'name' | 'url'): Map<string, string> {
  const found = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      const said = graph && argumentOf(graph, what);
      if (said !== undefined) found.set(value.name.value, said);
    }
  }
  return found;
}
