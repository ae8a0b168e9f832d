/**
 * A gradient or a loss stopped being a number: the one fault that is a result, not a mistake, when rates are tried until one is too large. It is
 * called an `Error` like any other where it is shown.
 */
export class Divergence extends Error {}
