// The tables of importTable.ts applied to source files. Each function returns what it finds wrong, one
// sentence per finding, so that a failing test shows the whole list.

import { IMPORT_TABLE, RULES_ARE_PURE, STOREYS, type Storeys } from './importTable.js';
import { withoutEnding, type SourceFile } from './sourceFiles.js';

/** Imports across rooms that the table does not name. */
export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const row = IMPORT_TABLE.filter(({ room }) => matchRoom(file.path, room) !== null).sort(bySpecificity)[0];
    if (row === undefined) return [`${file.path} stands in no room of the import table`];
    const own = matchRoom(file.path, row.room) ?? row.room;
    return targetsOf(file)
      .filter((target) => ![own, ...row.may].some((allowed) => isWithin(target, allowed)))
      .map((target) => `${file.path} imports ${target}; ${own} may import only itself and ${row.may.join(', ') || 'nothing else'}`);
  });
}

/** Imports of a room that comes later in its house, and files that stand in no listed room. */
export function findUpwardImports(files: readonly SourceFile[]): string[] {
  return STOREYS.flatMap((storeys) => files.flatMap((file) => checkStoreys(file, storeys)));
}

function checkStoreys(file: SourceFile, storeys: Storeys): string[] {
  const house = matchRoom(file.path, storeys.within);
  if (house === null || storeys.except?.some((folder) => isWithin(file.path, folder)) === true) return [];
  const own = storeys.rooms.indexOf(roomOf(file.path, house));
  if (own === -1) return [`${file.path}: ${storeys.within} has no room "${roomOf(file.path, house)}" in the list`];
  return targetsOf(file)
    .filter((target) => isWithin(target, house) && storeys.rooms.indexOf(roomOf(target, house)) > own)
    .map((target) => `${file.path} imports ${target}, a later room of ${storeys.within}`);
}

/** Rules that read the store, GraphQL, the clock, or any package. */
export function findImpureRules(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const rules = matchRoom(file.path, RULES_ARE_PURE.within);
    if (rules === null) return [];
    const agency = rules.slice(0, rules.lastIndexOf('/'));
    const allowed = [...RULES_ARE_PURE.mayImport, agency];
    const imports = file.imports
      .filter(({ target }) => target === null || !allowed.some((room) => isWithin(target, room)))
      .map(({ specifier }) => `${file.path} imports ${specifier}; a rule is a pure function`);
    const words = RULES_ARE_PURE.neverSay
      .filter((pattern) => pattern.test(file.text))
      .map((pattern) => `${file.path} says ${pattern.source}; a rule gets clock and chance as arguments`);
    return [...imports, ...words];
  });
}

/** Each circle of imports that are there at run time, once, as `a → b → a`. */
export function findCycles(files: readonly SourceFile[]): string[] {
  const next = new Map(
    files.map((file) => [withoutEnding(file.path), file.imports.filter((one) => one.atRuntime).flatMap(({ target }) => target ?? [])]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (module: string, path: readonly string[]): void => {
    const start = path.indexOf(module);
    if (start !== -1) {
      cycles.push([...path.slice(start), module].join(' → '));
      return;
    }
    if (done.has(module)) return;
    for (const target of next.get(module) ?? []) visit(target, [...path, module]);
    done.add(module);
  };
  for (const module of next.keys()) visit(module, []);
  return cycles;
}

function targetsOf(file: SourceFile): string[] {
  return file.imports.flatMap(({ target }) => target ?? []);
}

/** The folder that a room's name means for this file (`subgraphs/*` → `subgraphs/applicants`), or null. */
function matchRoom(file: string, room: string): string | null {
  const wanted = room.split('/');
  const parts = file.split('/');
  if (parts.length <= wanted.length || !wanted.every((part, index) => part === '*' || part === parts[index])) return null;
  return parts.slice(0, wanted.length).join('/');
}

/** Longer rooms first; of equal length the one without a star. */
function bySpecificity(a: { room: string }, b: { room: string }): number {
  return b.room.split('/').length - a.room.split('/').length || Number(a.room.includes('*')) - Number(b.room.includes('*'));
}

function isWithin(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

/** First part of the path below the house, without ending: `http` or `handleRequest`. */
function roomOf(file: string, house: string): string {
  return withoutEnding(file.slice(house.length + 1).split('/')[0] ?? '');
}
