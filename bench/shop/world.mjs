// The shop's data: a small fixed world of users, products and reviews, repeated for every shop. All keys
// begin with the shop's own, so two shops share no entity, and an answer for one is an answer for
// another with the key exchanged.
//
//   key of a shop    shop-00000042           always 13 characters
//   key of a user    shop-00000042/u3

const USER_COUNT = 6;
const PRODUCT_COUNT = 9;
const REVIEW_COUNT = 16;

/** Finds a shop's key in a text. */
export const SHOP_KEY = /shop-\d{8}/;

/** Stands for a shop in what is worked out once for all shops. */
export const ANY_SHOP = shopKey(0);

/** @param {number} number 0 to 99,999,999 */
export function shopKey(number) {
  return `shop-${String(number).padStart(8, '0')}`;
}

const range = (count) => Array.from({ length: count }, (_, index) => index);

// Fields that lead on are functions: graphql-js calls them, and the world can be round without being endless.

function user(shop, n) {
  return {
    __typename: 'User',
    id: `${shop}/u${n}`,
    name: `Synthetic User ${n}`,
    username: `user-${n}`,
    birthYear: 1970 + n,
    reviews: () => reviewsWhere(shop, (review) => review % USER_COUNT === n),
  };
}

function product(shop, n) {
  return {
    __typename: 'Product',
    upc: `${shop}/p${n}`,
    name: `Synthetic Product ${n}`,
    price: 100 + 37 * n,
    weight: 40 + 11 * n,
    inStock: n % 3 !== 0,
    // Of this very object: in inventory, price and weight are what the gateway brought along.
    shippingEstimate() {
      return this.price > 300 ? 0 : Math.round(this.weight / 2);
    },
    reviews: () => reviewsWhere(shop, (review) => productOf(review) === n),
  };
}

function review(shop, n) {
  return {
    __typename: 'Review',
    id: `${shop}/r${n}`,
    body: `Review ${n}: it does what it says, and it was delivered one whole day before the day that had been announced by mail.`,
    author: () => user(shop, n % USER_COUNT),
    product: () => product(shop, productOf(n)),
  };
}

/** The first four products get most reviews, so that long paths meet the same entities again. */
function productOf(reviewNumber) {
  return reviewNumber % 4;
}

function reviewsWhere(shop, holds) {
  return range(REVIEW_COUNT).filter(holds).map((n) => review(shop, n));
}

/**
 * Root fields; each schema lets through its own.
 * @param {readonly string[]} foreign fields that this subgraph does not know by itself. A gateway that
 *   forgets to bring them with a representation gets null, and what is worked out from it comes out wrong.
 */
export function createRoot(foreign = []) {
  const unknown = Object.fromEntries(foreign.map((field) => [field, null]));
  return {
    users: ({ shop }) => range(USER_COUNT).map((n) => user(shop, n)),
    topProducts: ({ shop, first = 5 }) => range(Math.min(first, PRODUCT_COUNT)).map((n) => product(shop, n)),
    _entities: ({ representations }) => representations.map((representation) => entity(representation, unknown)),
  };
}

const MAKERS = { User: user, Product: product, Review: review };

/** The entity a representation names, or null. What it brings along goes over the world's own. */
function entity(representation, unknown) {
  const { __typename, id, upc } = representation;
  const [shop, local = ''] = String(id ?? upc).split('/');
  const make = MAKERS[__typename];
  if (make === undefined || local === '') return null;
  return { ...make(shop, Number(local.slice(1))), ...unknown, ...representation };
}
