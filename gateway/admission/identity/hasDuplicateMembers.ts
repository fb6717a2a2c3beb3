// Whether an object in a JSON text names a member twice. RFC 7519 §4 and RFC 7515 §4 let a reader refuse that or take
// the last one: two readers that choose differently see two different tokens under one signature, so it is refused.
// A JSON parser does not tell, hence this second look at the text.

/** A string, or one of the signs that give JSON its structure; numbers and words between them do not matter. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** @param json well-formed: it has been parsed before. */
export function hasDuplicateMembers(json: string): boolean {
  /** The member names of each object that is open, null for a list. */
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      // What stood before a colon is a name. Two spellings of one name, such as "a" and "\u0061", are the same name.
      const name = JSON.parse(last) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) return true;
      names?.add(name);
    }
    last = token;
  }
  return false;
}
