// How the keys of the development issuer are told from real ones: by their ids. Everybody on a developer's machine can
// read such a key, so a gateway in production accepts nothing that is signed with one.

/** Every key id of the development issuer begins so. */
export const DEVELOPMENT_KEY_PREFIX = 'dev-';
