// The options of curl that our documents use: -s, -X METHOD, -H 'name: value', -d BODY, and a URL.

import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    request: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true },
    data: { type: 'string', short: 'd' },
  },
});

const response = await fetch(positionals[0]!, {
  method: values.request ?? (values.data === undefined ? 'GET' : 'POST'),
  headers: (values.header ?? []).map((line) => line.split(/:\s*/, 2) as [string, string]),
  ...(values.data !== undefined && { body: values.data }),
});
process.stdout.write(await response.text());
