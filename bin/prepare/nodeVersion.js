// Which Node is new enough for what. Syntax of 2015 only (see prepare.js).
'use strict';

/** Runs npm and these scripts; what they start runs on the packaged Node. */
const MINIMUM_TO_INSTALL = '20.0.0';

/** Runs the gateway, the agencies and the tests where no Node is packaged for the platform (macOS). */
const MINIMUM_TO_RUN = '22.19.0';

/** True where `version` is `minimum` or newer; both as `major.minor.patch`. */
function isAtLeast(version, minimum) {
  const have = version.split('.').map(Number);
  const want = minimum.split('.').map(Number);
  for (let i = 0; i < 3; i += 1) {
    if (have[i] !== want[i]) return have[i] > want[i];
  }
  return true;
}

/** One line that says what to do, or null where the version will do. */
function complainBelow(version, minimum) {
  if (isAtLeast(version, minimum)) return null;
  return (
    'Qaqpa needs Node.js ' + minimum.replace(/(\.0)+$/, '') + ' or newer, this is ' + version + ' (' + process.execPath + '): ' +
    'install a newer one from https://nodejs.org and run the command again.'
  );
}

module.exports = {
  MINIMUM_TO_INSTALL: MINIMUM_TO_INSTALL,
  MINIMUM_TO_RUN: MINIMUM_TO_RUN,
  isAtLeast: isAtLeast,
  complainBelow: complainBelow,
};
