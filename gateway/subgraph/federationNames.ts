// Names that federation gives to the fetching of entities.

/** The root field by which an agency is asked for entities by their keys. */
export const ENTITIES_FIELD = '_entities';

/** Its variable, which carries the entities that are asked about. */
export const REPRESENTATIONS_VARIABLE = 'representations';
