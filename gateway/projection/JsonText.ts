// Data that is JSON text already: what a response writer has written goes to the client as it is,
// without being read and printed once more.

export class JsonText {
  readonly text: string;
  /** True where every character is known to be ASCII. */
  readonly isAscii: boolean;

  constructor(text: string, isAscii = false) {
    this.text = text;
    this.isAscii = isAscii;
  }
}
