/** A view as the page gets it, functions written out, and the settings that it uses. */
export interface CompiledView {
  readonly spec: object;
  readonly uses: ReadonlySet<string>;
}
