// What a person can mend: the message is one line that says what is wrong and what to do.
'use strict';

class Complaint extends Error {
  constructor(message) {
    super(message);
    this.name = 'Complaint';
  }
}

/** Prints the line and sets exit code 1. Anything that is no complaint is a fault of ours: thrown on, with its stack. */
function reportComplaint(error) {
  if (!(error instanceof Complaint)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

module.exports = { Complaint, reportComplaint };
