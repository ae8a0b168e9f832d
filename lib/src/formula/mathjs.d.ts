// mathjs publishes its types for ES modules only, and as classes without discriminants. These are the nodes that `parse.ts` reads, and what else is used.
declare module 'mathjs/number' {
  interface Printable {
    toString(): string;
  }
  export type ParsedNode =
    | (Printable & { type: 'AssignmentNode'; object: ParsedNode; index: ParsedNode | null; value: ParsedNode })
    | (Printable & { type: 'ParenthesisNode'; content: ParsedNode })
    | (Printable & { type: 'ConstantNode'; value: unknown })
    | (Printable & { type: 'SymbolNode'; name: string })
    | (Printable & { type: 'OperatorNode'; op: string; args: ParsedNode[]; implicit: boolean })
    | (Printable & { type: 'ConditionalNode'; condition: ParsedNode; trueExpr: ParsedNode; falseExpr: ParsedNode })
    | (Printable & { type: 'FunctionNode'; fn: ParsedNode; args: ParsedNode[] })
    | (Printable & { type: 'RelationalNode' | 'ArrayNode' | 'BlockNode' | 'FunctionAssignmentNode' | 'AccessorNode' | 'ObjectNode' | 'RangeNode' | 'IndexNode' });
  export const parseDependencies: object;
  export const erfDependencies: object;
  export function create(dependencies: object): { parse(text: string): ParsedNode; erf(x: number): number };
}
