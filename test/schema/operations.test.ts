// The named operations are what they promise: valid, explained, typed, and never blind to whether an
// agency has spoken.

import { buildSchema, getNamedType, isObjectType, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AGENCY_ANSWER } from '../../schema/contract/agencyAnswer.js';
import * as generated from '../../schema/generated/operations.js';
import { readOperations } from '../../schema/readOperations.js';
import { committedOperations, readSchemaFile } from './committedSchema.js';

const operations = committedOperations();
const apiSdl = readSchemaFile('api.graphql');
const schema = buildSchema(apiSdl);

/** Paths of the answers in an operation that are selected without their status. */
function answersWithoutStatus(text: string): string[] {
  const typeInfo = new TypeInfo(schema);
  const found: string[] = [];
  visit(
    parse(text),
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const type = getNamedType(typeInfo.getType());
        if (!isObjectType(type) || !type.getInterfaces().some((implemented) => implemented.name === AGENCY_ANSWER)) return;
        const selected = node.selectionSet?.selections ?? [];
        const asksStatus = selected.some(
          (selection) => selection.kind === Kind.FIELD && selection.name.value === 'status' && (selection.directives ?? []).length === 0,
        );
        if (!asksStatus) found.push(node.name.value);
      },
    }),
  );
  return found;
}

describe('the named operations', () => {
  it('include the four that the documents refer to', () => {
    expect([...operations.keys()]).toEqual(
      expect.arrayContaining(['CaseFile.graphql', 'CaseQueue.graphql', 'EmployerDemand.graphql', 'RegionQuotas.graphql']),
    );
  });

  it('are valid against the public schema, one to a file that has its name', () => {
    expect(readOperations(apiSdl, operations)).toMatchObject({ kind: 'read' });
  });

  it.each([...operations])('%s says on top what it is for', (_name, text) => {
    expect(text).toMatch(/^# \S/);
  });

  it.each([...operations])('%s asks the status of every answer it selects', (_name, text) => {
    expect(answersWithoutStatus(text)).toEqual([]);
  });

  it('would be found out if one asked an answer without its status', () => {
    const text = 'query Blind($id: ID!) { application(id: $id) { clearance { outcome checks { status @skip(if: true) } } placement { status } } }';
    expect(answersWithoutStatus(text)).toEqual(['clearance', 'checks']);
  });

  it('are generated as documents that print like their files', () => {
    const { BreachesDocument, CaseFileDocument, CaseQueueDocument, EmployerDemandDocument, RecordBreachDocument, RecordBreachNoticeDocument, RegionQuotasDocument } = generated;
    const documents = [BreachesDocument, CaseFileDocument, CaseQueueDocument, EmployerDemandDocument, RecordBreachDocument, RecordBreachNoticeDocument, RegionQuotasDocument];
    expect(documents.map((document) => print(document))).toEqual([...operations.values()].map((text) => print(parse(text))));
  });

  it('are generated as types: an answer may be null, an instant is text, a status is one of eight', () => {
    const variables: generated.CaseFileQueryVariables = { id: 'CASE-1' };
    const silent: NonNullable<generated.CaseFileQuery['application']>['clearance'] = {
      status: 'UNAVAILABLE',
      asOf: null,
      outcome: null,
      checks: null,
    };
    // @ts-expect-error: there is no such status
    const unknown: generated.AnswerStatus = 'CLEARED';
    expect([variables.id, silent.status, unknown]).toEqual(['CASE-1', 'UNAVAILABLE', 'CLEARED']);
  });
});

describe('reading operations', () => {
  it.each([
    ['two operations in one file', 'query A { regions { code } } query B { regions { code } }', 'the file holds A, B.'],
    ['an operation under another name than its file', 'query B { regions { code } }', 'the file holds B.'],
    ['an operation without a name', '{ regions { code } }', 'the file holds (no name).'],
    ['a field that the schema does not have', 'query A { regions { kode } }', 'Cannot query field "kode" on type "Region". Did you mean "code"?'],
    ['text that does not parse', 'query A { regions {', 'Syntax Error: Expected Name, found <EOF>.'],
  ])('refuses %s', (_case, text, message) => {
    const result = readOperations(apiSdl, new Map([['schema/operations/A.graphql', text]]));
    expect(result).toMatchObject({ kind: 'rejected', problems: [{ place: 'schema/operations/A.graphql', message }] });
  });
});
