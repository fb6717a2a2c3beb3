// What was thrown, in one line: messages of parsers and planners draw pictures below their first.

export function firstLineOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split('\n', 1)[0] ?? message;
}
