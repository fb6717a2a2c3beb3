// Why an access token was refused, in the words of the log: a closed list, so that nothing of a token gets there.

export type RefusalReason =
  // What can be said of the header alone.
  | 'more than one authorization header'
  | 'not a bearer token'
  | 'too long'
  // What can be said of the token's form, before any key is looked for.
  | 'not a signed token'
  | 'duplicate member'
  | 'header parameter not allowed'
  | 'wrong type'
  | 'algorithm not allowed'
  | 'no key id'
  | 'unknown issuer'
  // What needs the keys of its issuer.
  | 'keys of the issuer not available'
  | 'unknown key'
  | 'bad signature'
  // What the issuer has signed.
  | 'expired'
  | 'not yet valid'
  | 'wrong audience'
  | 'a claim is missing or of the wrong form';
