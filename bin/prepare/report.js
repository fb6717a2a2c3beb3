// The result of each step of `check` as a JSON file, for a caller that has to count (.ci/run).
'use strict';

const { writeFileSync } = require('node:fs');

/** Writes `{ "types": "passed", … }` to the file that QAQPA_CHECK_REPORT names; nothing without it. */
function writeReport(results) {
  const file = process.env.QAQPA_CHECK_REPORT;
  if (file) writeFileSync(file, `${JSON.stringify(results)}\n`);
}

module.exports = { writeReport };
