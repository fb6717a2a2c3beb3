// Bugs that the fuzzer has to find: small changes of the engine as it is compiled, each such as somebody could make. A text
// that no longer stands in its file is said so; then the bug is written anew, for the code that is there.

export interface SeededBug {
  readonly name: string;
  /** Below `gateway`, compiled. */
  readonly file: string;
  /** Stands once in the file. */
  readonly text: string;
  readonly becomes: string;
}

export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    name: 'merging two lists leaves out the second item',
    file: 'execution/mergeData.js',
    text: 'for (let index = 0; index < held.length; index += 1) {\n        const item = sent[index];',
    becomes: 'for (let index = 0; index < held.length; index += 1) {\n        if (index === 1) continue;\n        const item = sent[index];',
  },
  {
    name: 'merging two objects keeps the first of each member, however deep',
    file: 'execution/mergeData.js',
    text: 'if (isRecord(held) && isRecord(sent))\n        mergeObject(schema, held, sent, problems);',
    becomes: 'if (isRecord(held) && isRecord(sent))\n        return held;',
  },
  {
    name: 'questions of one length are one question',
    file: 'execution/Questions.js',
    text: 'let number = this.#numbers.get(text);',
    becomes: 'text = [...this.#numbers.keys()].find((known) => known.length === text.length) ?? text;\n        let number = this.#numbers.get(text);',
  },
  {
    name: 'two objects with one key are taken for alike, whatever else is told of them',
    file: 'execution/RepresentationWriter.js',
    text: 'isAlike: (one, other) => fields.every(({ key }) => one[key] === other[key])',
    becomes: 'isAlike: () => true',
  },
  {
    name: 'objects that differ in a member become one',
    file: 'execution/Asking.js',
    text: 'if (object[key] !== known[key])\n            return false;',
    becomes: 'if (object[key] === undefined)\n            return false;',
  },
  {
    name: 'the answers to a lookup are given to the wrong entities',
    file: 'execution/fetchEntities.js',
    text: 'const entity = entities[questions[index] ?? -1];',
    becomes: 'const entity = entities[index];',
  },
  {
    name: 'an entity without a key is asked about',
    file: 'execution/RepresentationWriter.js',
    text: 'const hasKey = (entity) => allKeys === undefined || keys.some',
    becomes: 'const hasKey = (entity) => keys.length === 0 || keys.some',
  },
  {
    name: 'a renamed input keeps the name that it has in the data',
    file: 'execution/RepresentationWriter.js',
    text: "renamed?.kind === 'KeyRenamer' ? renamed.renameKeyTo : key",
    becomes: 'key',
  },
  {
    name: 'a condition of the plan is inverted',
    file: 'execution/compilePlan.js',
    text: '(holds ? ifClause : elseClause)',
    becomes: '(holds ? elseClause : ifClause)',
  },
  {
    name: 'what an agency needs second is asked for at once',
    file: 'execution/compilePlan.js',
    text: 'for (const step of steps) {\n            if (run.exchange.isAborted)\n                return;\n            await step(run);\n        }',
    becomes: 'await Promise.all(steps.map((step) => step(run)));',
  },
  {
    name: 'a variable that is null goes to no agency',
    file: 'execution/AgencyCall.js',
    text: 'if (value !== undefined)',
    becomes: 'if (value != null)',
  },
  {
    name: 'the index in an error is one too high where the list is in a lookup',
    file: 'execution/EntityPath.js',
    text: 'path.push(position);',
    becomes: 'path.push(position + 1);',
  },
  {
    name: 'what was renamed for an agency has the agency\'s name in an error',
    file: 'execution/OutputRewrites.js',
    text: 'moved.push([dataKey, value[key]]);',
    becomes: 'moved.push([key, value[key]]);',
  },
  {
    name: 'calls with different arguments have one data key',
    file: 'plan/DataKeys.js',
    text: "return call === '' ? name : this.#numbered(name, `${name}(${call})`);",
    becomes: 'return name;',
  },
  {
    name: 'an alias is a data key',
    file: 'plan/DataKeys.js',
    text: "return call === '' ? name :",
    becomes: "return call === '' ? responseKey :",
  },
  {
    name: 'a requirement with arguments is told what another call of the field answered',
    file: 'plan/restoreFields.js',
    text: 'arguments: call.arguments',
    becomes: 'arguments: []',
  },
  {
    name: 'fields that require different calls of one field share a representation',
    file: 'plan/splitFetch.js',
    text: 'return groups.length < 2 ?',
    becomes: 'return groups.length < 99 ?',
  },
  {
    name: 'keys that are not resolvable come first again',
    file: 'supergraph/prepareForPlanning.js',
    text: 'addVirtualFields(resolvableKeysFirst(parse(sdl, { noLocation: true })))',
    becomes: 'addVirtualFields(parse(sdl, { noLocation: true }))',
  },
  {
    name: 'what is external is taken for what can be answered',
    file: 'supergraph/ExternalFields.js',
    text: "if (argumentOf(directive, 'external') === 'true')",
    becomes: 'if (false)',
  },
  {
    name: 'a null travels one level too far',
    file: 'projection/compileSelection.js',
    text: 'else if (field.isNonNull)\n            return undefined;',
    becomes: 'else if (written === undefined)\n            return undefined;',
  },
  {
    name: 'a null stays where it may not be',
    file: 'projection/compileSelection.js',
    text: 'if (written === undefined && isItemNonNull)',
    becomes: 'if (written === undefined && isItemNonNull && isNull)',
  },
  {
    name: 'the index in an error is that of the list around',
    file: 'projection/compileSelection.js',
    text: 'const slot = at.openLists;',
    becomes: 'const slot = 0;',
  },
  {
    name: 'a refused field is written where it is not the only one of its name',
    file: 'projection/compileSelection.js',
    text: 'isRefused ||= denied === undefined && isNonNullType(definition?.type);',
    becomes: 'isRefused ||= false;',
  },
  {
    name: 'a refused field is asked for and shown',
    file: 'operation/access/permitOperation.js',
    text: 'if (!needs.every(isMet)) {',
    becomes: 'if (needs.length > 0 && !needs.some(() => true)) {',
  },
  {
    name: 'a scope is enough where the caller has any',
    file: 'operation/access/isMet.js',
    text: 'all.every((scope) => caller.scopes.includes(scope))',
    becomes: 'all.every(() => true)',
  },
  {
    name: 'a refusal is told under a condition that does not hold',
    file: 'operation/access/isSelected.js',
    text: 'return conditional.every(',
    becomes: 'return conditional.length > 0 || conditional.every(',
  },
  {
    name: 'selections of one field in two fragments: the first stands for both',
    file: 'subgraph/FieldCollector.js',
    text: 'nodes.push(selection)',
    becomes: 'void 0',
  },
  {
    name: '@skip is read as @include',
    file: 'subgraph/FieldCollector.js',
    text: "directive.name.value === 'include' ? condition : !condition",
    becomes: 'condition',
  },
  {
    name: 'requests with other variables share an execution',
    file: 'engine/shareQueries.js',
    text: 'JSON.stringify([asker, locatedAnswers, name, variables])',
    becomes: 'JSON.stringify([asker, locatedAnswers, name])',
  },
  {
    name: 'the errors of an agency that is down are not told',
    file: 'subgraph/explainGaps.js',
    text: '...unexplained.map(',
    becomes: '...[].map(',
  },
];
