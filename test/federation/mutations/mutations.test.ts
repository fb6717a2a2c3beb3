import { expect } from 'vitest';
import { AGENCY_REFUSAL } from '../../../gateway/subgraph/classifyReply.js';
import { federation } from '../../kit/federation.js';
import { ledger } from './world.js';

const creditCount = (calls: Readonly<Record<string, readonly { query: string }[]>>) =>
  (calls['credit'] ?? []).filter(({ query }) => query.startsWith('mutation')).length;

federation('a mutation', ledger, [
  {
    behaviour: 'runs its root fields in the order of the document, across subgraphs',
    operation: `mutation {
      one: credit(book: "a", amount: 1) { seen }
      two: debit(book: "a", amount: 2) { seen }
      three: credit(book: "a", amount: 3) { seen }
    }`,
    expected: { data: { one: { seen: ['+1'] }, two: { seen: ['+1', '-2'] }, three: { seen: ['+1', '-2', '+3'] } } },
  },
  {
    behaviour: 'runs equal fields under different names as often as they stand there',
    operation: 'mutation { one: credit(book: "b", amount: 1) { seen } two: credit(book: "b", amount: 1) { seen } }',
    expected: { data: { one: { seen: ['+1'] }, two: { seen: ['+1', '+1'] } } },
  },
  {
    behaviour: 'runs equal fields under one name once',
    operation: 'mutation { credit(book: "c", amount: 1) { seen } credit(book: "c", amount: 1) { id } }',
    expected: { data: { credit: { seen: ['+1'], id: 'c/1' } } },
    also: (calls) => expect(creditCount(calls)).toBe(1),
  },
  {
    behaviour: 'leads to other subgraphs below its root fields',
    operation: 'mutation ($amount: Int!) { credit(book: "d", amount: $amount) { receipt seen } debit(book: "d", amount: 5) { seen receipt } }',
    variables: { amount: 4 },
    expected: { data: { credit: { receipt: 'receipt d/4', seen: ['+4'] }, debit: { seen: ['+4', '-5'], receipt: 'receipt d/5' } } },
  },
  {
    behaviour: 'goes on after a field that answers null',
    operation: 'mutation { refuse(book: "e") { receipt } debit(book: "e", amount: 1) { seen } }',
    expected: { data: { refuse: null, debit: { seen: ['refused', '-1'] } } },
  },
  {
    behaviour: 'passes lists of input objects with their defaults',
    operation: 'mutation ($amounts: [Amount!]!) { creditAll(book: "f", amounts: $amounts) }',
    variables: { amounts: [{ amount: 1 }, { amount: 2, note: 'two' }] },
    expected: { data: { creditAll: ['+1 none', '+2 two'] } },
  },
  {
    behaviour: 'goes on in the other subgraph after a field in the middle has failed',
    operation: 'mutation { one: credit(book: "g", amount: 1) { seen } two: fail(book: "g") { seen } three: debit(book: "g", amount: 3) { seen receipt } }',
    expected: {
      data: { one: { seen: ['+1'] }, two: null, three: { seen: ['+1', 'failed', '-3'], receipt: 'receipt g/3' } },
      errors: [{ message: AGENCY_REFUSAL, path: ['two'], extensions: { code: 'BROKEN', agency: 'credit' } }],
    },
  },
  {
    behaviour: 'goes on in the same subgraph after a field in the middle has failed',
    operation: 'mutation { one: debit(book: "i", amount: 1) { seen } two: fail(book: "i") { seen } three: credit(book: "i", amount: 3) { seen receipt } }',
    expected: {
      data: { one: { seen: ['-1'] }, two: null, three: { seen: ['-1', 'failed', '+3'], receipt: 'receipt i/3' } },
      errors: [{ message: AGENCY_REFUSAL, path: ['two'], extensions: { code: 'BROKEN', agency: 'credit' } }],
    },
  },
]);
