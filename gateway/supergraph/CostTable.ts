// What agencies say of the cost of their fields, by the directives @cost and @listSize of the GraphQL cost
// specification (https://ibm.github.io/graphql-specs/cost-spec.html).

/** `@listSize`: how many items a field gives. */
export interface ListSize {
  /** Where no slicing argument tells. */
  readonly assumedSize: number | undefined;
  /** Arguments whose value is the greatest number of items; `input.first` is a field of one. */
  readonly slicingArguments: readonly string[];
  /** Fields of what is returned that have this size, instead of the field itself: the `nodes` of a connection. */
  readonly sizedFields: readonly string[];
  /** True where exactly one of the slicing arguments has to be given. */
  readonly requireOneSlicingArgument: boolean;
}

export class CostTable {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #listSizes: ReadonlyMap<string, ListSize>;

  /** By coordinate, as `weightOf` and `listSizeOf` take it. */
  constructor(weights: ReadonlyMap<string, number>, listSizes: ReadonlyMap<string, ListSize>) {
    this.#weights = weights;
    this.#listSizes = listSizes;
  }

  /** @param coordinate a schema coordinate: `Type`, `Type.field`, `Input.field` or `Type.field(argument:)`; undefined where nothing is said. */
  weightOf(coordinate: string): number | undefined {
    return this.#weights.get(coordinate);
  }

  /** @param coordinate `Type.field`. */
  listSizeOf(coordinate: string): ListSize | undefined {
    return this.#listSizes.get(coordinate);
  }
}
