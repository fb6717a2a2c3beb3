// What a selection set compiles to: a closure per value.

import type { Place } from './Place.js';
import type { Writing } from './Writing.js';

/**
 * The JSON text of a value, or undefined where it cannot be written and the error is known. That
 * undefined is the null which travels up to the next field or item that may be null (GraphQL §6.4.4).
 * @param value anything but null and undefined: whoever calls knows whether null may stand there.
 */
export type WriteValue = (value: unknown, writing: Writing, place: Place) => string | undefined;
