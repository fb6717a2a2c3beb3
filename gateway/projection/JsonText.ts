// Data that is JSON text already: what a response writer has written goes to the client as it is,
// without being read and printed once more.

export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
